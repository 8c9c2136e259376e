package org.wcs.flv;

import org.jspecify.annotations.Nullable;

/** Codecs of audio tags: by number (FLV 10.1 annex E.4.2.1) or by FourCC. */
public enum AudioFormat {
  PCM(0, ""),
  ADPCM(1, ""),
  MP3(2, ".mp3"),
  PCM_LITTLE_ENDIAN(3, ""),
  NELLYMOSER_16K(4, ""),
  NELLYMOSER_8K(5, ""),
  NELLYMOSER(6, ""),
  G711_A_LAW(7, ""),
  G711_MU_LAW(8, ""),
  AAC(10, "mp4a"),
  SPEEX(11, ""),
  MP3_8K(14, ""),
  DEVICE(15, ""),
  OPUS(-1, "Opus"),
  FLAC(-1, "fLaC"),
  AC3(-1, "ac-3"),
  EAC3(-1, "ec-3");

  private static final AudioFormat[] VALUES = values();

  final int id;
  final String fourCc;
  private final int code;

  AudioFormat(int id, String fourCc) {
    this.id = id;
    this.fourCc = fourCc;
    this.code = fourCc.isEmpty() ? 0 : FourCc.of(fourCc);
  }

  static @Nullable AudioFormat ofId(int id) {
    for (AudioFormat format : VALUES) {
      if (format.id == id) {
        return format;
      }
    }
    return null;
  }

  static @Nullable AudioFormat ofCode(int code) {
    for (AudioFormat format : VALUES) {
      if (format.code == code && code != 0) {
        return format;
      }
    }
    return null;
  }
}
