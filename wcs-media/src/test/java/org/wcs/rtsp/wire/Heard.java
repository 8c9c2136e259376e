package org.wcs.rtsp.wire;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes down what a reader reads. */
final class Heard implements RtspReader.Taker {
  private final List<String> lines = new ArrayList<>();
  private final List<RtspMessage> messages = new ArrayList<>();

  /** What comes of bytes in slices, with the status at last if they cannot be read. */
  static List<String> of(byte[] bytes, RtspLimits limits, int slice) {
    Heard heard = new Heard();
    RtspReader reader = new RtspReader(limits, heard);
    try {
      for (int at = 0; at < bytes.length; at += slice) {
        reader.read(bytes, at, Math.min(slice, bytes.length - at));
      }
    } catch (RtspException e) {
      heard.lines.add(e.status() + " " + e.getMessage());
    }
    return heard.lines;
  }

  List<RtspMessage> messages() {
    return messages;
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void message(RtspMessage message) {
    messages.add(message);
    lines.add(
        switch (message) {
          case RtspRequest request -> request.method() + " " + request.uri();
          case RtspResponse response -> response.status() + " " + response.reason();
        });
    for (RtspHeaders.Field field : message.headers().fields()) {
      lines.add(Map.entry(field.name(), field.value()).toString());
    }
    lines.add(HexFormat.of().formatHex(message.body()));
  }

  @Override
  public void interleaved(int channel, byte[] buffer, int offset, int length) {
    lines.add("$" + channel + " " + HexFormat.of().formatHex(buffer, offset, offset + length));
  }
}
