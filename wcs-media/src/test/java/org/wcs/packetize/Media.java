package org.wcs.packetize;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.wcs.rtp.Bitstreams;
import org.wcs.rtp.Bytes;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Frames for tests: the headers of what real encoders wrote, filled up with noise. */
final class Media {
  static final Codec.H264 H264 = new Codec.H264(0x64001F, 1);
  static final Codec.H265 H265 = new Codec.H265(1, 0, 93);
  static final Codec.Vp8 VP8 = new Codec.Vp8();
  static final Codec.Vp9 VP9 = new Codec.Vp9(0);
  static final Codec.Av1 AV1 = new Codec.Av1(0);
  static final Codec.Aac AAC = new Codec.Aac(2, 48_000, 2);
  static final Codec.Mp3 MP3 = new Codec.Mp3(44_100, 2);
  static final List<Codec> VIDEO = List.of(H264, H265, VP8, VP9, AV1);
  static final List<Codec> AUDIO =
      List.of(
          new Codec.Opus(true, true),
          new Codec.Pcmu(),
          new Codec.Pcma(),
          new Codec.G722(),
          new Codec.Speex(16_000),
          AAC,
          MP3);

  private Media() {}

  static byte[] hex(String text) {
    return Bytes.hex(text);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** What an encoder wrote. */
  static byte[] real(String name) {
    return Bitstreams.of(name);
  }

  static byte[] join(byte[]... parts) {
    return Bytes.join(parts);
  }

  /** Units, each behind its length. */
  static byte[] units(byte[]... units) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] unit : units) {
      out.writeBytes(HexFormat.of().parseHex(HexFormat.of().toHexDigits(unit.length)));
      out.writeBytes(unit);
    }
    return out.toByteArray();
  }

  /** An OBU with a size field: header byte, then the payload. */
  static byte[] obu(int type, byte[] payload) {
    byte[] size = new byte[Obus.leb128Bytes(payload.length)];
    Obus.writeLeb128(size, 0, payload.length);
    return join(new byte[] {(byte) (type << 3 | 2)}, size, payload);
  }

  static byte[] noise(Random random, int length, int... first) {
    byte[] bytes = new byte[Math.max(length, first.length)];
    random.nextBytes(bytes);
    for (int i = 0; i < first.length; i++) {
      bytes[i] = (byte) first[i];
    }
    return bytes;
  }

  static byte[] h264Sets() {
    return units(real("h264.high.1280x720.sps"), real("h264.high.1280x720.pps"));
  }

  static byte[] h265Sets() {
    return units(real("h265.1280x720.vps"), real("h265.1280x720.sps"), real("h265.1280x720.pps"));
  }

  private static byte[] sequence() {
    byte[] real = real("av1.1280x720.sequence");
    byte[] payload = new byte[real.length - 1];
    System.arraycopy(real, 1, payload, 0, payload.length);
    return obu(Obus.SEQUENCE_HEADER, payload);
  }

  /** A picture of about that many bytes. */
  static Frame picture(Codec codec, long pts, boolean key, int size, Random random) {
    byte[] payload =
        switch (codec) {
          case Codec.H264 h264 -> h264(key, size, random);
          case Codec.H265 h265 -> h265(key, size, random);
          case Codec.Vp8 vp8 ->
              key ? join(real("vp8.1280x720.key"), noise(random, size)) : noise(random, size, 0x31);
          case Codec.Vp9 vp9 ->
              key ? join(real("vp9.1280x720.key"), noise(random, size)) : noise(random, size, 0x86);
          case Codec.Av1 av1 -> av1(key, size, random);
          case Codec.Jpeg jpeg -> throw new IllegalArgumentException("no prediction: " + jpeg);
          case Codec.Audio audio -> throw new IllegalArgumentException("no picture: " + audio);
        };
    return new Frame(pts, pts, key, payload);
  }

  private static byte[] h264(boolean key, int size, Random random) {
    byte[] slices =
        units(
            noise(random, size / 2, key ? 0x65 : 0x41, 0x9A),
            noise(random, size / 2, key ? 0x65 : 0x41, 0x40));
    return key ? join(h264Sets(), units(noise(random, 20, 0x06, 0x05)), slices) : slices;
  }

  private static byte[] h265(boolean key, int size, Random random) {
    byte[] slices =
        units(
            noise(random, size / 3, key ? 0x26 : 0x02, 0x01, 0xAF),
            noise(random, size - size / 3, key ? 0x26 : 0x02, 0x01, 0x40));
    return key ? join(h265Sets(), slices) : slices;
  }

  private static byte[] av1(boolean key, int size, Random random) {
    byte[] first = obu(Obus.FRAME, noise(random, size / 3, key ? 0x10 : 0x30));
    byte[] second = obu(Obus.FRAME, noise(random, size - size / 3, 0x30));
    return key ? join(sequence(), first, second) : join(first, second);
  }

  /** A frame of sound that lasts the usual time of its codec. */
  static Frame sound(Codec codec, long pts, int size, Random random) {
    byte[] payload =
        switch (codec) {
          case Codec.Mp3 mp3 -> noise(random, 417, 0xFF, 0xFB, 0x90, 0x44);
          case Codec.Pcmu pcmu -> noise(random, 160);
          case Codec.Pcma pcma -> noise(random, 160);
          case Codec.G722 g722 -> noise(random, 160);
          case Codec.G726 g726 -> noise(random, 20 * g726.bitsPerSample());
          case Codec.G729 g729 -> noise(random, 20);
          case Codec.Opus opus -> noise(random, size);
          case Codec.Speex speex -> noise(random, size);
          case Codec.Aac aac -> noise(random, size);
          case Codec.Video video -> throw new IllegalArgumentException("no sound: " + video);
        };
    return new Frame(pts, pts, true, payload);
  }

  /** Ticks from one frame to the next. */
  static int step(Codec codec) {
    return switch (codec) {
      case Codec.Video video -> 3_000;
      case Codec.Aac aac -> 1_024;
      case Codec.Mp3 mp3 -> 2_351;
      case Codec.Opus opus -> 960;
      case Codec.Speex speex -> 320;
      case Codec.Pcmu pcmu -> 160;
      case Codec.Pcma pcma -> 160;
      case Codec.G722 g722 -> 160;
      case Codec.G726 g726 -> 160;
      case Codec.G729 g729 -> 160;
    };
  }

  /** Frames of mixed sizes; pictures have a key frame first and then every twentieth. */
  static List<Frame> frames(Codec codec, int count, Random random) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long pts = 90_000L + (long) i * step(codec);
      if (codec instanceof Codec.Video) {
        int size = 40 + random.nextInt(i % 7 == 0 ? 9_000 : 1_500);
        frames.add(picture(codec, pts, i % 20 == 0, size, random));
      } else {
        frames.add(sound(codec, pts, 30 + random.nextInt(300), random));
      }
    }
    return frames;
  }

  /** Every truncation, every single byte changed in five ways, and the bytes as they are. */
  static void spoiled(byte[] good, Consumer<byte[]> taker) {
    Bytes.spoiled(good, taker);
  }
}
