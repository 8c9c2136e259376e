package org.wcs.mpegts;

import org.jspecify.annotations.Nullable;

/**
 * What a transport stream carries. Immutable.
 *
 * @param video the kind of pictures, if any
 * @param audio the kind of sound, if any
 */
public record TsProgram(@Nullable Video video, @Nullable Adts audio) {

  public TsProgram {
    if (video == null && audio == null) {
      throw new IllegalArgumentException("a program needs video or audio");
    }
  }

  /** Kinds of pictures with their stream_type (ISO/IEC 13818-1 table 2-34). */
  public enum Video {
    /** ITU-T H.264. */
    H264(0x1B, new byte[] {0, 0, 0, 1, 0x09, (byte) 0xF0}),
    /** ITU-T H.265. */
    H265(0x24, new byte[] {0, 0, 0, 1, 0x46, 0x01, 0x50});

    private final int streamType;
    private final byte[] delimiter;

    Video(int streamType, byte[] delimiter) {
      this.streamType = streamType;
      this.delimiter = delimiter;
    }

    int streamType() {
      return streamType;
    }

    /** An access unit delimiter that allows any kind of picture, with its start code. */
    byte[] delimiter() {
      return delimiter;
    }
  }
}
