package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.wcs.codec.TestMedia.CODECS;
import static org.wcs.codec.TestMedia.decoded;
import static org.wcs.codec.TestMedia.psnr;
import static org.wcs.codec.TestMedia.share;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** What cameras send and only decoders are needed for: JPEG, G.726, G.729. */
class CameraCodecsTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;

  /** What went into a packetizer; see capture/rtp/README.md. */
  private static List<byte[]> units(String name) throws IOException {
    String file = "/capture/rtp/" + name + ".units";
    try (InputStream in = CameraCodecsTest.class.getResourceAsStream(file)) {
      byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
      DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes));
      List<byte[]> units = new ArrayList<>();
      while (data.available() > 0) {
        units.add(data.readNBytes(data.readInt()));
      }
      return units;
    }
  }

  private static short[] heard(Codec.Audio codec, List<byte[]> payloads, int ticks)
      throws CodecException {
    List<Samples> heard = new ArrayList<>();
    try (AudioDecoder decoder = CODECS.audioDecoder(codec)) {
      for (int i = 0; i < payloads.size(); i++) {
        long pts = (long) i * ticks;
        decoder.decode(new Frame(pts, pts, true, payloads.get(i)), heard::add);
      }
    }
    int count = heard.stream().mapToInt(Samples::count).sum();
    short[] all = new short[count];
    int at = 0;
    for (Samples samples : heard) {
      assertThat(samples.pts()).isEqualTo(at);
      assertThat(samples.rate()).isEqualTo(8_000);
      assertThat(samples.channels()).isEqualTo(1);
      System.arraycopy(samples.interleaved(), 0, all, at, samples.count());
      at += samples.count();
    }
    return all;
  }

  /** In packets of 20 ms. */
  private static List<byte[]> cut(byte[] stream, int octets) {
    List<byte[]> parts = new ArrayList<>();
    for (int at = 0; at + octets <= stream.length; at += octets) {
      parts.add(Arrays.copyOfRange(stream, at, at + octets));
    }
    return parts;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void hearsTheToneInG726OfEitherOrderOfBits(int bits) throws Exception {
    for (boolean bigEndian : new boolean[] {true, false}) {
      Codec.G726 codec = new Codec.G726(bits, bigEndian);
      String name = "ffmpeg51-g726" + (bigEndian ? "-" : "le-") + 8 * bits;
      List<byte[]> packets = cut(units(name).getFirst(), 20 * bits);
      short[] samples = heard(codec, packets, 160);
      assertThat(samples).hasSize(3_200);
      double share = share(late(samples), 1, 8_000, 440);
      assertThat(share).as(name).isGreaterThan(0.8);
      short[] wrong = heard(new Codec.G726(bits, !bigEndian), packets, 160);
      assertThat(share(late(wrong), 1, 8_000, 440)).as(name).isLessThan(share - 0.01);
    }
  }

  /** When the codec has found the tone. */
  private static short[] late(short[] samples) {
    return Arrays.copyOfRange(samples, samples.length / 2, samples.length);
  }

  @Test
  void hearsAllFramesOfAPacketOfSpeex() throws Exception {
    List<Samples> heard = new ArrayList<>();
    List<byte[]> packets = units("ffmpeg51-speex");
    try (AudioDecoder decoder = CODECS.audioDecoder(new Codec.Speex(16_000))) {
      for (int i = 0; i < packets.size(); i++) {
        decoder.decode(new Frame(i * 640L, i * 640L, true, packets.get(i)), heard::add);
      }
    }
    assertThat(heard.stream().mapToInt(Samples::count).sum()).isEqualTo(packets.size() * 640);
    for (int i = 1; i < heard.size(); i++) {
      Samples before = heard.get(i - 1);
      assertThat(heard.get(i).pts()).isEqualTo(before.pts() + before.count());
    }
    assertThat(share(heard.getLast().interleaved(), 1, 16_000, 440)).isGreaterThan(0.9);
  }

  @Test
  void hearsTheToneInG729() throws Exception {
    List<byte[]> frames = units("gstreamer122-g729");
    List<byte[]> packets = new ArrayList<>();
    for (int i = 0; i + 1 < frames.size(); i += 2) {
      byte[] packet = Arrays.copyOf(frames.get(i), 20);
      System.arraycopy(frames.get(i + 1), 0, packet, 10, 10);
      packets.add(packet);
    }
    short[] samples = heard(new Codec.G729(), packets, 160);
    assertThat(samples).hasSize(4_000);
    assertThat(share(late(samples), 1, 8_000, 440)).isGreaterThan(0.8);
  }

  @Test
  void passesOverDescriptionsOfSilenceInG729() throws Exception {
    byte[] frame = units("gstreamer122-g729").getFirst();
    List<byte[]> packets = List.of(frame, Arrays.copyOf(frame, 12), new byte[] {1, 2}, frame);
    List<Samples> heard = new ArrayList<>();
    try (AudioDecoder decoder = CODECS.audioDecoder(new Codec.G729())) {
      for (int i = 0; i < packets.size(); i++) {
        decoder.decode(new Frame(i * 80L, i * 80L, true, packets.get(i)), heard::add);
      }
    }
    assertThat(heard).extracting(Samples::pts).containsExactly(0L, 80L, 240L);
  }

  /** A grey ramp in full range, which no encoder here takes. */
  private static byte[] jpeg() throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, 0x010101 * grey(x));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "jpeg", out)).isTrue();
    return out.toByteArray();
  }

  private static int grey(int x) {
    return x * 255 / (WIDTH - 1);
  }

  @Test
  void bringsJpegToTheLimitedRangeThatEncodersTake() throws Exception {
    byte[] image = jpeg();
    List<Frame> frames =
        List.of(new Frame(0, 0, true, image), new Frame(3_000, 3_000, true, image));
    List<TestMedia.Shown> shown = decoded(new Codec.Jpeg(), frames);
    assertThat(shown).extracting(TestMedia.Shown::pts).containsExactly(0L, 3_000L);
    byte[] luma = Arrays.copyOf(shown.getFirst().i420(), WIDTH * HEIGHT);
    byte[] expected = new byte[luma.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (byte) (16 + 219 * grey(i % WIDTH) / 255);
    }
    assertThat(psnr(expected, luma)).isGreaterThan(38);
    assertThat(luma[0] & 0xFF).isCloseTo(16, within(4));
    assertThat(luma[WIDTH - 1] & 0xFF).isCloseTo(235, within(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffmpeg51-jpeg", "gstreamer122-jpeg", "gstreamer122-jpeg-restarts"})
  void decodesWhatCamerasEncode(String name) throws Exception {
    List<Frame> frames = new ArrayList<>();
    for (byte[] unit : units(name)) {
      frames.add(new Frame(frames.size() * 6_000L, frames.size() * 6_000L, true, unit));
    }
    List<TestMedia.Shown> shown = decoded(new Codec.Jpeg(), frames);
    assertThat(shown).hasSameSizeAs(frames);
    assertThat(shown.getFirst().width()).isEqualTo(160);
    assertThat(shown.getFirst().height()).isEqualTo(128);
  }

  /** JPEG to what viewers take: the whole way but for its stages. */
  @Test
  void whatCameOutOfJpegCanBeEncodedAndDecodedAgain() throws Exception {
    for (Codec.Video target : List.<Codec.Video>of(TestMedia.H264, new Codec.Vp8())) {
      List<Frame> encoded = new ArrayList<>();
      List<byte[]> pictures = new ArrayList<>();
      byte[] image = jpeg();
      try (VideoDecoder decoder = CODECS.videoDecoder(new Codec.Jpeg(), 1);
          VideoEncoder encoder = CODECS.videoEncoder(target, VideoSettings.DEFAULT)) {
        for (int i = 0; i < 5; i++) {
          decoder.decode(
              new Frame(i * 3_000L, i * 3_000L, true, image),
              picture -> {
                pictures.add(picture.i420());
                encode(encoder, picture, encoded);
              });
        }
      }
      List<TestMedia.Shown> shown = decoded(target, encoded);
      assertThat(shown).hasSize(5);
      byte[] before = Arrays.copyOf(pictures.getLast(), WIDTH * HEIGHT);
      byte[] after = Arrays.copyOf(shown.getLast().i420(), WIDTH * HEIGHT);
      assertThat(psnr(before, after)).as(target.encodingName()).isGreaterThan(30);
    }
  }

  private static void encode(VideoEncoder encoder, RawPicture picture, List<Frame> to) {
    try {
      encoder.encode(picture, false, to::add);
    } catch (CodecException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void survivesDamagedImages() throws Exception {
    byte[] image = units("ffmpeg51-jpeg").getFirst();
    Random random = new Random(5);
    int shown = 0;
    try (VideoDecoder decoder = CODECS.videoDecoder(new Codec.Jpeg(), 1)) {
      for (int i = 0; i < 400; i++) {
        byte[] damaged = Arrays.copyOf(image, 20 + random.nextInt(image.length - 20));
        for (int j = 0; j < 1 + i % 8; j++) {
          damaged[2 + random.nextInt(damaged.length - 2)] = (byte) random.nextInt();
        }
        shown += shown(decoder, new Frame(i * 3_000L, i * 3_000L, true, damaged));
      }
      assertThat(shown(decoder, new Frame(3_000_000, 3_000_000, true, image))).isOne();
    }
    assertThat(shown).isLessThanOrEqualTo(400);
  }

  private static int shown(VideoDecoder decoder, Frame frame) {
    List<Long> shown = new ArrayList<>();
    try {
      decoder.decode(frame, picture -> shown.add(picture.pts()));
    } catch (CodecException refused) {
      // the one exception allowed
    }
    return shown.size();
  }

  @Test
  void saysWhatCanBeDecodedAndWhatNot() {
    assertThat(CODECS.canDecode(new Codec.Jpeg())).isTrue();
    assertThat(CODECS.canDecode(new Codec.G726(4, false))).isTrue();
    assertThat(CODECS.canDecode(new Codec.G729())).isTrue();
    assertThat(CODECS.canEncode(new Codec.Jpeg())).isFalse();
    assertThat(CODECS.canEncode(new Codec.G726(4, false))).isFalse();
    assertThat(CODECS.canEncode(new Codec.G729())).isFalse();
  }
}
