package org.wcs.flv;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.amf.Amf0;
import org.wcs.amf.AmfException;
import org.wcs.amf.AmfLimits;

/** Reads one video body. One thread. */
final class VideoBodyReader {
  static final int SEQUENCE_START = 0;
  static final int CODED_FRAMES = 1;
  static final int SEQUENCE_END = 2;
  static final int CODED_FRAMES_X = 3;
  static final int METADATA = 4;
  static final int MPEG2_TS_SEQUENCE_START = 5;
  static final int MULTITRACK = 6;
  static final int MOD_EX = 7;

  static final int ONE_TRACK = 0;
  static final int MANY_TRACKS = 1;
  static final int MANY_TRACKS_MANY_CODECS = 2;

  private static final int KEY_FRAME = 1;
  private static final int GENERATED_KEY_FRAME = 4;
  private static final int COMMAND = 5;
  private static final VideoBody.Other EMPTY = new VideoBody.Other("video body empty");
  private static final VideoBody.Other UNKNOWN_CODEC = new VideoBody.Other("video codec unknown");

  private final FlvInput input;
  private boolean key;
  private int frameType;
  private int offsetNanos;

  VideoBodyReader(FlvInput input) {
    this.input = input;
  }

  VideoBody read() throws FlvException {
    if (input.remaining() == 0) {
      return EMPTY;
    }
    int first = input.uint8();
    frameType = first >>> 4 & 7;
    key = frameType == KEY_FRAME || frameType == GENERATED_KEY_FRAME;
    return first < 0x80 ? legacy(first & 0x0F) : enhanced(first & 0x0F);
  }

  private VideoBody legacy(int id) throws FlvException {
    if (frameType == COMMAND) {
      return new VideoBody.Other("video command");
    }
    VideoFormat format = VideoFormat.ofId(id);
    if (format == null) {
      return UNKNOWN_CODEC;
    }
    if (format != VideoFormat.AVC && format != VideoFormat.HEVC) {
      return new VideoBody.Coded(format, key, 0, 0, input.rest());
    }
    int type = input.uint8();
    int compositionTime = input.int24();
    return switch (type) {
      case 0 -> new VideoBody.Config(format, input.rest());
      case 1 -> new VideoBody.Coded(format, key, compositionTime, 0, input.rest());
      case 2 -> new VideoBody.End(format);
      default -> new VideoBody.Other("video packet type unknown");
    };
  }

  private VideoBody enhanced(int packetType) throws FlvException {
    int type = packetType;
    while (type == MOD_EX) {
      ModEx.Modifier modifier = ModEx.read(input, offsetNanos);
      offsetNanos = modifier.offsetNanos();
      type = modifier.packetType();
    }
    if (frameType == COMMAND && type != METADATA) {
      return new VideoBody.Other("video command");
    }
    if (type == MULTITRACK) {
      return multitrack();
    }
    return packet(type, VideoFormat.ofCode(input.int32()), input);
  }

  private VideoBody multitrack() throws FlvException {
    int types = input.uint8();
    int kind = types >>> 4;
    int type = types & 0x0F;
    if (kind > MANY_TRACKS_MANY_CODECS || type == MULTITRACK || type == MOD_EX) {
      return new VideoBody.Other("video multitrack type unknown");
    }
    VideoFormat format = kind == MANY_TRACKS_MANY_CODECS ? null : VideoFormat.ofCode(input.int32());
    List<VideoBody.Part> parts = new ArrayList<>();
    do {
      VideoFormat own =
          kind == MANY_TRACKS_MANY_CODECS ? VideoFormat.ofCode(input.int32()) : format;
      int trackId = input.uint8();
      FlvInput part = kind == ONE_TRACK ? input : input.part(input.uint24());
      parts.add(new VideoBody.Part(trackId, packet(type, own, part)));
    } while (kind != ONE_TRACK && input.remaining() > 0);
    return new VideoBody.Multitrack(parts);
  }

  private VideoBody packet(int type, @Nullable VideoFormat format, FlvInput data)
      throws FlvException {
    if (type == METADATA) {
      return metadata(data.rest());
    }
    if (format == null) {
      return UNKNOWN_CODEC;
    }
    return switch (type) {
      case SEQUENCE_START -> new VideoBody.Config(format, data.rest());
      case CODED_FRAMES -> coded(format, format.delayed() ? data.int24() : 0, data);
      case CODED_FRAMES_X -> coded(format, 0, data);
      case SEQUENCE_END -> new VideoBody.End(format);
      case MPEG2_TS_SEQUENCE_START -> new VideoBody.TransportStreamConfig(format, data.rest());
      default -> new VideoBody.Other("video packet type unknown");
    };
  }

  private VideoBody coded(VideoFormat format, int compositionTime, FlvInput data) {
    return new VideoBody.Coded(format, key, compositionTime, offsetNanos, data.rest());
  }

  private static VideoBody metadata(Slice data) throws FlvException {
    try {
      return new VideoBody.Metadata(
          Amf0.read(data.buffer(), data.offset(), data.length(), AmfLimits.DEFAULT));
    } catch (AmfException broken) {
      throw new FlvException("video metadata: " + broken.getMessage());
    }
  }
}
