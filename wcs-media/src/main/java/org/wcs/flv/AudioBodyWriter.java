package org.wcs.flv;

import org.jspecify.annotations.Nullable;
import org.wcs.packetize.AudioSpecificConfig;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Writes audio bodies. One thread. */
final class AudioBodyWriter implements BodyWriter {
  /** AAC: the rate and the channels stand in the configuration, the flags are always these. */
  private static final int AAC_HEADER = 0xAF;

  /** 16 kHz whatever the bits say; these are what the Flash encoder writes. */
  private static final int SPEEX_HEADER = 0xB6;

  private static final int A_LAW_HEADER = 0x72;
  private static final int MU_LAW_HEADER = 0x82;
  private static final byte[] NOTHING = {};

  private final Codec.Audio codec;
  private final int trackId;
  private final byte @Nullable [] config;
  private final byte[] head;
  private boolean configured;

  AudioBodyWriter(Codec.Audio codec, int trackId) {
    this.codec = codec;
    this.trackId = trackId;
    this.head = head(AudioBodyReader.CODED_FRAMES);
    byte[] data = record();
    this.config =
        data.length == 0
            ? null
            : VideoBodyWriter.joined(head(AudioBodyReader.SEQUENCE_START), data);
  }

  private byte[] record() {
    return switch (codec) {
      case Codec.Aac aac -> AudioSpecificConfig.of(aac).bytes();
      case Codec.Opus(boolean stereo, boolean _) ->
          new OpusHead(stereo ? 2 : 1, OpusHead.USUAL_PRE_SKIP, 0).bytes();
      case Codec.Mp3 _, Codec.Speex _, Codec.Pcmu _, Codec.Pcma _ -> NOTHING;
      case Codec.G722 _, Codec.G726 _, Codec.G729 _ -> NOTHING;
    };
  }

  private boolean enhanced() {
    return trackId != FlvWriter.NO_MULTITRACK || FlvWriter.needsEnhanced(codec);
  }

  private byte[] head(int packetType) {
    if (enhanced()) {
      return enhancedHead(packetType);
    }
    return switch (codec) {
      case Codec.Aac _ -> new byte[] {(byte) AAC_HEADER, (byte) packetType};
      case Codec.Mp3 mp3 -> new byte[] {(byte) mp3Header(mp3)};
      case Codec.Speex _ -> new byte[] {(byte) SPEEX_HEADER};
      case Codec.Pcma _ -> new byte[] {A_LAW_HEADER};
      case Codec.Pcmu _ -> new byte[] {(byte) MU_LAW_HEADER};
      case Codec.Opus _, Codec.G722 _, Codec.G726 _, Codec.G729 _ -> NOTHING;
    };
  }

  /** FLV 10.1 has no 48 kHz, and writers say 44.1 kHz then; the frames say what is true. */
  private static int mp3Header(Codec.Mp3 mp3) {
    int stereo = mp3.channels() > 1 ? 1 : 0;
    if (mp3.sampleRate() == 8_000) {
      return 0xE2 | stereo;
    }
    int rate = mp3.sampleRate() >= 32_000 ? 3 : mp3.sampleRate() >= 16_000 ? 2 : 1;
    return 0x22 | rate << 2 | stereo;
  }

  private byte[] enhancedHead(int packetType) {
    String name = FourCc.of(codec);
    int fourCc = name == null ? 0 : FourCc.of(name);
    byte[] code = {
      (byte) (fourCc >>> 24), (byte) (fourCc >>> 16), (byte) (fourCc >>> 8), (byte) fourCc
    };
    int first = AudioBodyReader.EX_HEADER << 4;
    if (trackId == FlvWriter.NO_MULTITRACK) {
      return VideoBodyWriter.joined(new byte[] {(byte) (first | packetType)}, code);
    }
    byte[] types = {
      (byte) (first | AudioBodyReader.MULTITRACK),
      (byte) (VideoBodyReader.ONE_TRACK << 4 | packetType)
    };
    return VideoBodyWriter.joined(VideoBodyWriter.joined(types, code), new byte[] {(byte) trackId});
  }

  @Override
  public byte @Nullable [] config(Frame frame) {
    if (configured) {
      return null;
    }
    configured = true;
    return config;
  }

  @Override
  public byte @Nullable [] config() {
    return config;
  }

  @Override
  public byte[] body(Frame frame) {
    return VideoBodyWriter.joined(head, frame.payload());
  }

  @Override
  public byte @Nullable [] end() {
    return enhanced() ? head(AudioBodyReader.SEQUENCE_END) : null;
  }
}
