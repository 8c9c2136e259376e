package org.wcs.flv;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wcs.packetize.Av1C;
import org.wcs.packetize.AvcC;
import org.wcs.packetize.HvcC;
import org.wcs.packetize.NalSyntax;
import org.wcs.packetize.NalUnits;
import org.wcs.packetize.Vp9Parameters;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Writes video bodies. One thread. */
final class VideoBodyWriter implements BodyWriter {
  private static final int KEY = 1;
  private static final int INTER = 2;
  private static final int AVC_ID = 7;
  private static final int TICKS_PER_MILLI = 90;
  private static final int MIN_COMPOSITION = -(1 << 23);
  private static final int MAX_COMPOSITION = (1 << 23) - 1;

  /** VP8 says nothing before its frames; 8 bits, 4:2:0, colours unspecified. */
  private static final byte[] VP8_CONFIG = {1, 0, 0, 0, 0, 0, (byte) 0x82, 2, 2, 2, 0, 0};

  private static final byte[] NOTHING = {};

  private final Codec.Video codec;
  private final int trackId;
  private final @Nullable NalSyntax syntax;
  private byte @Nullable [] config;

  /** From what the configuration was made, to see a change. */
  private byte[] source = NOTHING;

  VideoBodyWriter(Codec.Video codec, int trackId) {
    this.codec = codec;
    this.trackId = trackId;
    this.syntax = NalSyntax.of(codec);
  }

  private boolean legacy() {
    return codec instanceof Codec.H264 && trackId == FlvWriter.NO_MULTITRACK;
  }

  @Override
  public byte @Nullable [] config(Frame frame) {
    if (!frame.key()) {
      return null;
    }
    byte[] now = source(frame.payload());
    if (now.length == 0 || config != null && Arrays.equals(now, source)) {
      return null;
    }
    byte[] data = record(frame.payload());
    if (data == null) {
      return null;
    }
    source = now;
    config =
        legacy()
            ? joined(avcHeader(KEY, 0, 0), data)
            : joined(header(KEY, VideoBodyReader.SEQUENCE_START), data);
    return config;
  }

  private byte[] source(byte[] payload) {
    if (syntax != null) {
      return NalUnits.parameterSets(syntax, payload);
    }
    byte[] data = record(payload);
    return data == null ? NOTHING : data;
  }

  private byte @Nullable [] record(byte[] payload) {
    return switch (codec) {
      case Codec.H264 _ -> AvcC.of(payload);
      case Codec.H265 _ -> HvcC.of(payload);
      case Codec.Av1 _ -> Av1C.of(payload);
      case Codec.Vp8 _ -> VP8_CONFIG;
      case Codec.Jpeg _ -> null;
      case Codec.Vp9 _ -> {
        Vp9Parameters parameters = Vp9Parameters.of(payload);
        yield parameters == null ? null : parameters.vpcC();
      }
    };
  }

  @Override
  public byte @Nullable [] config() {
    return config;
  }

  @Override
  public byte[] body(Frame frame) {
    int type = frame.key() ? KEY : INTER;
    int composition = compositionMillis(frame);
    byte[] payload = stripped(frame);
    if (legacy()) {
      return joined(avcHeader(type, 1, composition), payload);
    }
    if (syntax == null) {
      return joined(header(type, VideoBodyReader.CODED_FRAMES), payload);
    }
    if (composition == 0) {
      return joined(header(type, VideoBodyReader.CODED_FRAMES_X), payload);
    }
    return joined(joined(header(type, VideoBodyReader.CODED_FRAMES), int24(composition)), payload);
  }

  /** Without the parameter sets, where the configuration of the decoder has the same. */
  private byte[] stripped(Frame frame) {
    if (syntax == null || !frame.key() || config == null) {
      return frame.payload();
    }
    return NalUnits.withoutParameterSets(syntax, frame.payload());
  }

  private static int compositionMillis(Frame frame) {
    long ticks = frame.pts() - frame.dts();
    long millis = Math.floorDiv(ticks + TICKS_PER_MILLI / 2, TICKS_PER_MILLI);
    return Math.clamp(millis, MIN_COMPOSITION, MAX_COMPOSITION);
  }

  @Override
  public byte @Nullable [] end() {
    return legacy() ? avcHeader(KEY, 2, 0) : header(KEY, VideoBodyReader.SEQUENCE_END);
  }

  private static byte[] avcHeader(int frameType, int packetType, int composition) {
    return joined(
        new byte[] {(byte) (frameType << 4 | AVC_ID), (byte) packetType}, int24(composition));
  }

  /** Enhanced RTMP: one byte and the FourCC, in a multitrack with the track behind. */
  private byte[] header(int frameType, int packetType) {
    int first = 0x80 | frameType << 4;
    int fourCc = fourCc();
    byte[] name = {
      (byte) (fourCc >>> 24), (byte) (fourCc >>> 16), (byte) (fourCc >>> 8), (byte) fourCc
    };
    if (trackId == FlvWriter.NO_MULTITRACK) {
      return joined(new byte[] {(byte) (first | packetType)}, name);
    }
    byte[] types = {
      (byte) (first | VideoBodyReader.MULTITRACK),
      (byte) (VideoBodyReader.ONE_TRACK << 4 | packetType)
    };
    return joined(joined(types, name), new byte[] {(byte) trackId});
  }

  private int fourCc() {
    String name = FourCc.of(codec);
    return name == null ? 0 : FourCc.of(name);
  }

  private static byte[] int24(int value) {
    return new byte[] {(byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
  }

  static byte[] joined(byte[] head, byte[] tail) {
    byte[] joined = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, joined, head.length, tail.length);
    return joined;
  }
}
