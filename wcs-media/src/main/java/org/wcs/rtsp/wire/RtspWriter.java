package org.wcs.rtsp.wire;

import java.nio.charset.StandardCharsets;

/** Writes messages and the frames between them (RFC 2326 sections 4 and 10.12). Stateless. */
public final class RtspWriter {

  /** What stands in front of an interleaved packet: a dollar sign, the channel and the length. */
  public static final int INTERLEAVED_HEADER = 4;

  private static final String LENGTH = "Content-Length";

  private RtspWriter() {}

  /** The whole message; {@code Content-Length} is that of the body, whatever the fields say. */
  public static byte[] bytes(RtspMessage message) {
    StringBuilder head = new StringBuilder(512);
    switch (message) {
      case RtspRequest request ->
          head.append(request.method()).append(' ').append(request.uri()).append(" RTSP/1.0\r\n");
      case RtspResponse response ->
          head.append("RTSP/1.0 ")
              .append(response.status())
              .append(' ')
              .append(response.reason())
              .append("\r\n");
    }
    for (RtspHeaders.Field field : message.headers().fields()) {
      if (!field.name().equalsIgnoreCase(LENGTH)) {
        head.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
    }
    byte[] body = message.body();
    if (body.length > 0) {
      head.append(LENGTH).append(": ").append(body.length).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  /**
   * Writes the {@value #INTERLEAVED_HEADER} bytes in front of a packet.
   *
   * @param channel 0 to 255
   * @param length of the packet, at most 65,535
   */
  public static void interleaved(byte[] buffer, int offset, int channel, int length) {
    buffer[offset] = '$';
    buffer[offset + 1] = (byte) channel;
    buffer[offset + 2] = (byte) (length >> 8);
    buffer[offset + 3] = (byte) length;
  }
}
