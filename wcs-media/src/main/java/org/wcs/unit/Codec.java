package org.wcs.unit;

/**
 * The codecs a track can carry. Sealed on purpose: adding one breaks the build at every mapping
 * that must know it.
 */
public sealed interface Codec {

  /** What kind of media the codec carries. */
  enum Kind {
    /** Sound. */
    AUDIO,
    /** Pictures. */
    VIDEO
  }

  /** Ticks per second of the RTP timestamp. */
  int clockRate();

  /** The RTP encoding name as registered with IANA, for example {@code opus} or {@code H264}. */
  String encodingName();

  /** Audio or video. */
  Kind kind();

  /** A codec of pictures; the RTP clock is always 90 kHz. */
  sealed interface Video extends Codec {
    @Override
    default int clockRate() {
      return 90_000;
    }

    @Override
    default Kind kind() {
      return Kind.VIDEO;
    }
  }

  /** A codec of sound. */
  sealed interface Audio extends Codec {
    @Override
    default Kind kind() {
      return Kind.AUDIO;
    }
  }

  /**
   * H.264 (RFC 6184).
   *
   * @param profileLevelId the 24 bits profile_idc, profile-iop, level_idc
   * @param packetizationMode 0 or 1
   */
  record H264(int profileLevelId, int packetizationMode) implements Video {
    @Override
    public String encodingName() {
      return "H264";
    }
  }

  /**
   * H.265 (RFC 7798).
   *
   * @param profileId profile-id, 1 = Main
   * @param tierFlag 0 or 1
   * @param levelId level-id
   */
  record H265(int profileId, int tierFlag, int levelId) implements Video {
    @Override
    public String encodingName() {
      return "H265";
    }
  }

  /** VP8 (RFC 7741). */
  record Vp8() implements Video {
    @Override
    public String encodingName() {
      return "VP8";
    }
  }

  /**
   * VP9 (RFC 9628).
   *
   * @param profileId profile-id, 0 to 3
   */
  record Vp9(int profileId) implements Video {
    @Override
    public String encodingName() {
      return "VP9";
    }
  }

  /**
   * AV1 (AOM "RTP Payload Format For AV1").
   *
   * @param profile 0 to 2
   */
  record Av1(int profile) implements Video {
    @Override
    public String encodingName() {
      return "AV1";
    }
  }

  /**
   * Opus (RFC 7587); the RTP clock is 48 kHz and the rtpmap says two channels whatever is sent.
   *
   * @param stereo whether the sender may send two channels
   * @param inbandFec whether in-band FEC is of use
   */
  record Opus(boolean stereo, boolean inbandFec) implements Audio {
    @Override
    public int clockRate() {
      return 48_000;
    }

    @Override
    public String encodingName() {
      return "opus";
    }
  }

  /** G.711 mu-law (RFC 3551). */
  record Pcmu() implements Audio {
    @Override
    public int clockRate() {
      return 8_000;
    }

    @Override
    public String encodingName() {
      return "PCMU";
    }
  }

  /** G.711 A-law (RFC 3551). */
  record Pcma() implements Audio {
    @Override
    public int clockRate() {
      return 8_000;
    }

    @Override
    public String encodingName() {
      return "PCMA";
    }
  }

  /** G.722: sampled at 16 kHz, but its RTP clock is 8 kHz (RFC 3551 section 4.5.2). */
  record G722() implements Audio {
    @Override
    public int clockRate() {
      return 8_000;
    }

    @Override
    public String encodingName() {
      return "G722";
    }
  }

  /**
   * AAC (RFC 3640, ISO/IEC 14496-3); a frame is one raw_data_block.
   *
   * @param objectType audio object type, 2 = Low Complexity, 5 = with spectral band replication
   * @param sampleRate samples per second of the core
   * @param channels 1 to 8
   */
  record Aac(int objectType, int sampleRate, int channels) implements Audio {
    /** Refuses what no frame could have. */
    public Aac {
      if (sampleRate < 7_350 || sampleRate > 96_000 || channels < 1 || channels > 8) {
        throw new IllegalArgumentException("AAC " + sampleRate + " Hz, " + channels + " channels");
      }
    }

    @Override
    public int clockRate() {
      return sampleRate;
    }

    @Override
    public String encodingName() {
      return "mpeg4-generic";
    }
  }

  /**
   * MPEG audio layer III (RFC 2250); its RTP clock is 90 kHz whatever the sampling rate.
   *
   * @param sampleRate samples per second
   * @param channels 1 or 2
   */
  record Mp3(int sampleRate, int channels) implements Audio {
    @Override
    public int clockRate() {
      return 90_000;
    }

    @Override
    public String encodingName() {
      return "MPA";
    }
  }

  /**
   * Speex (RFC 5574), one channel.
   *
   * @param sampleRate 8000, 16000 or 32000 samples per second
   */
  record Speex(int sampleRate) implements Audio {
    @Override
    public int clockRate() {
      return sampleRate;
    }

    @Override
    public String encodingName() {
      return "speex";
    }
  }

  /** G.729 with or without annexes A and B (RFC 3551 section 4.5.6). */
  record G729() implements Audio {
    @Override
    public int clockRate() {
      return 8_000;
    }

    @Override
    public String encodingName() {
      return "G729";
    }
  }

  /**
   * G.726 (RFC 3551 section 4.5.4).
   *
   * @param bitsPerSample 2 to 5: 16, 24, 32 or 40 kbit/s
   * @param bigEndian whether the first code word stands in the highest bits of an octet, as in
   *     ITU-T I.366.2 ("AAL2-G726-32"); RFC 3551 has it in the lowest ("G726-32")
   */
  record G726(int bitsPerSample, boolean bigEndian) implements Audio {
    /** Refuses what ITU-T G.726 has no rate for. */
    public G726 {
      if (bitsPerSample < 2 || bitsPerSample > 5) {
        throw new IllegalArgumentException("G.726 has 2-5 bits a sample, not " + bitsPerSample);
      }
    }

    @Override
    public int clockRate() {
      return 8_000;
    }

    @Override
    public String encodingName() {
      return (bigEndian ? "AAL2-G726-" : "G726-") + 8 * bitsPerSample;
    }
  }

  /** Motion JPEG (RFC 2435): every picture is a key frame. */
  record Jpeg() implements Video {
    @Override
    public String encodingName() {
      return "JPEG";
    }
  }
}
