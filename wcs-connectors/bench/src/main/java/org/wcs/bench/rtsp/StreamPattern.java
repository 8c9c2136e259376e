package org.wcs.bench.rtsp;

import java.nio.charset.StandardCharsets;
import org.wcs.rtsp.wire.RtspWriter;

/**
 * What is sent: H.264 at 30 frames a second with a key frame four times as large every two seconds,
 * and G.711 of 64 kbit/s. Pictures are noise.
 */
final class StreamPattern {

  static final int PICTURES = 0;
  static final int SOUND = 1;
  static final int PICTURE_TYPE = 96;
  static final int SOUND_TYPE = 8;
  static final int FRAMES_PER_SECOND = 30;
  static final long FRAME_NANOS = 1_000_000_000L / FRAMES_PER_SECOND;
  static final long SOUND_NANOS = 20_000_000L;
  static final String PARAMETER_SETS = "Z0LAH9kAUAW7ARAAAAMAEAAAAwPA8YMkgA==,aMuDyyA=";

  private static final int PICTURE_TICKS = 90_000 / FRAMES_PER_SECOND;
  private static final int SOUND_TICKS = 160;
  private static final int KEY_EVERY = 60;
  private static final int KEY_WEIGHT = 4;
  private static final int KEY_SLICE = 0x88; // first_mb_in_slice 0, slice_type 7
  private static final int DELTA_SLICE = 0x9A; // first_mb_in_slice 0, slice_type 5
  private static final int SMALLEST = 64;

  private final Frame key;
  private final Frame delta;
  private final Frame sound = Frame.sound(SOUND_TICKS);

  StreamPattern(int bitsPerSecond) {
    double soundBytes = SOUND_TICKS * 1e9 / SOUND_NANOS;
    double perGop = (bitsPerSecond / 8.0 - soundBytes) * KEY_EVERY / FRAMES_PER_SECOND;
    int length = Math.max(SMALLEST, (int) (perGop / (KEY_EVERY - 1 + KEY_WEIGHT)));
    key = Frame.picture(0x65, KEY_SLICE, KEY_WEIGHT * length);
    delta = Frame.picture(0x41, DELTA_SLICE, length);
  }

  /** The frame of that number, not stamped yet. */
  Frame picture(long index) {
    return index % KEY_EVERY == 0 ? key : delta;
  }

  Frame sound() {
    return sound;
  }

  static long pictureTicks(long index) {
    return index * PICTURE_TICKS;
  }

  static long soundTicks(long index) {
    return index * SOUND_TICKS;
  }

  /**
   * Bytes of RTP packets in a second.
   *
   * @param interleaved whether with the four bytes in front of each
   */
  double bytesPerSecond(boolean interleaved) {
    double pictures = bytes(key, interleaved) + (KEY_EVERY - 1.0) * bytes(delta, interleaved);
    return pictures / KEY_EVERY * FRAMES_PER_SECOND + bytes(sound, interleaved) * 1e9 / SOUND_NANOS;
  }

  private static int bytes(Frame frame, boolean interleaved) {
    return frame.packetBytes()
        + (interleaved ? frame.packets() * RtspWriter.INTERLEAVED_HEADER : 0);
  }

  /** What it is, for ANNOUNCE and DESCRIBE. */
  static byte[] description() {
    return """
    v=0
    o=- 1 1 IN IP4 127.0.0.1
    s=bench
    c=IN IP4 0.0.0.0
    t=0 0
    a=control:*
    m=video 0 RTP/AVP %d
    a=rtpmap:%d H264/90000
    a=fmtp:%d packetization-mode=1;profile-level-id=42C01F;sprop-parameter-sets=%s
    a=control:trackID=0
    m=audio 0 RTP/AVP %d
    a=rtpmap:%d PCMA/8000
    a=control:trackID=1
    """
        .formatted(PICTURE_TYPE, PICTURE_TYPE, PICTURE_TYPE, PARAMETER_SETS, SOUND_TYPE, SOUND_TYPE)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
