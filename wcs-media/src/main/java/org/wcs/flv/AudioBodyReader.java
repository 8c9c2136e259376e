package org.wcs.flv;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one audio body. One thread. */
final class AudioBodyReader {
  static final int SEQUENCE_START = 0;
  static final int CODED_FRAMES = 1;
  static final int SEQUENCE_END = 2;
  static final int MULTICHANNEL_CONFIG = 4;
  static final int MULTITRACK = 5;
  static final int MOD_EX = 7;
  static final int EX_HEADER = 9;

  private static final AudioBody.Other EMPTY = new AudioBody.Other("audio body empty");
  private static final AudioBody.Other UNKNOWN_CODEC = new AudioBody.Other("audio codec unknown");
  private static final int[] RATES = {5_512, 11_025, 22_050, 44_100};

  private final FlvInput input;
  private int offsetNanos;

  AudioBodyReader(FlvInput input) {
    this.input = input;
  }

  AudioBody read() throws FlvException {
    if (input.remaining() == 0) {
      return EMPTY;
    }
    int first = input.uint8();
    int id = first >>> 4;
    return id == EX_HEADER ? enhanced(first & 0x0F) : legacy(id, first & 0x0F);
  }

  private AudioBody legacy(int id, int flags) throws FlvException {
    AudioFormat format = AudioFormat.ofId(id);
    if (format == null) {
      return UNKNOWN_CODEC;
    }
    if (format == AudioFormat.AAC && input.uint8() == 0) {
      return new AudioBody.Config(format, input.rest());
    }
    return new AudioBody.Coded(format, RATES[flags >>> 2], (flags & 1) + 1, 0, input.rest());
  }

  private AudioBody enhanced(int packetType) throws FlvException {
    int type = packetType;
    while (type == MOD_EX) {
      ModEx.Modifier modifier = ModEx.read(input, offsetNanos);
      offsetNanos = modifier.offsetNanos();
      type = modifier.packetType();
    }
    if (type == MULTITRACK) {
      return multitrack();
    }
    return packet(type, AudioFormat.ofCode(input.int32()), input);
  }

  private AudioBody multitrack() throws FlvException {
    int types = input.uint8();
    int kind = types >>> 4;
    int type = types & 0x0F;
    if (kind > VideoBodyReader.MANY_TRACKS_MANY_CODECS || type == MULTITRACK || type == MOD_EX) {
      return new AudioBody.Other("audio multitrack type unknown");
    }
    boolean many = kind == VideoBodyReader.MANY_TRACKS_MANY_CODECS;
    AudioFormat format = many ? null : AudioFormat.ofCode(input.int32());
    List<AudioBody.Part> parts = new ArrayList<>();
    do {
      AudioFormat own = many ? AudioFormat.ofCode(input.int32()) : format;
      int trackId = input.uint8();
      FlvInput part = kind == VideoBodyReader.ONE_TRACK ? input : input.part(input.uint24());
      parts.add(new AudioBody.Part(trackId, packet(type, own, part)));
    } while (kind != VideoBodyReader.ONE_TRACK && input.remaining() > 0);
    return new AudioBody.Multitrack(parts);
  }

  private AudioBody packet(int type, @Nullable AudioFormat format, FlvInput data) {
    if (format == null) {
      return UNKNOWN_CODEC;
    }
    return switch (type) {
      case SEQUENCE_START -> new AudioBody.Config(format, data.rest());
      case CODED_FRAMES -> new AudioBody.Coded(format, 0, 0, offsetNanos, data.rest());
      case SEQUENCE_END -> new AudioBody.End(format);
      case MULTICHANNEL_CONFIG -> new AudioBody.ChannelLayout(format, data.rest());
      default -> new AudioBody.Other("audio packet type unknown");
    };
  }
}
