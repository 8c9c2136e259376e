package org.wcs.rtsp.egress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtspConfig;
import org.wcs.config.WcsConfig;
import org.wcs.fake.ManualLane;
import org.wcs.packetize.TrackLimits;
import org.wcs.packetize.Tracks;
import org.wcs.rtp.Bytes;
import org.wcs.stream.EndReason;
import org.wcs.stream.FeedSource;
import org.wcs.stream.Feedback;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.Rendition;
import org.wcs.stream.Renditions;
import org.wcs.stream.StreamHub;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.RtpPacket;

/** A stream of pictures and sound, published as packets, and the egress that plays it. */
final class Stage {

  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000_000_000L;

  /** Lane time 0 in the tests. */
  static final long EPOCH = 1_600_000_000L * SECOND;

  /** 320x240, constrained baseline. */
  static final byte[] SPS = Bytes.hex("6742c00dda0507ec0440000003004000000c83c50aa8");

  static final byte[] PPS = Bytes.hex("68ce0fc8");
  static final Codec.H264 H264 = new Codec.H264(0x42C00D, 1);

  final ManualLane lane;
  final ManualLane publisherLane;
  final StreamHub hub = new StreamHub();
  final List<Feedback> asked = new ArrayList<>();
  final Track video;
  final Track audio;
  final MediaStream stream;
  final Egress egress;
  private long videoSequence = 65_530; // soon wraps
  private long audioSequence = 70_000;
  private long videoPts = 900_000;
  private long audioPts = 80_000;
  int pictureOctets = 700;
  int pictures;

  Stage(String... settings) {
    this(TrackLimits.USUAL, settings);
  }

  Stage(TrackLimits limits, String... settings) {
    this(limits, new ManualLane(), null, settings);
  }

  Stage(
      TrackLimits limits, ManualLane lane, @Nullable ManualLane publisherLane, String... settings) {
    this.lane = lane;
    this.publisherLane = publisherLane == null ? lane : publisherLane;
    FeedSource source = asked::add;
    video = Tracks.ofPackets(0, H264, this.publisherLane, source, limits);
    audio = Tracks.ofPackets(1, new Codec.Pcma(), this.publisherLane, wish -> {}, limits);
    stream =
        new MediaStream(
            "cam",
            new Publisher("session", "media", "Test"),
            this.publisherLane,
            List.of(video, audio),
            reason -> {});
    hub.publish(stream);
    egress = new Egress(config(settings), asPublished(), EPOCH, new Random(1));
    this.publisherLane.run(
        () -> {
          video.clock(new Track.ClockReading(10 * SECOND, 900_000)); // 10 s of either clock
          audio.clock(new Track.ClockReading(10 * SECOND, 80_000));
        });
    advance(10 * SECOND);
  }

  static RtspConfig config(String... settings) {
    Properties properties = new Properties();
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty(settings[i], settings[i + 1]);
    }
    return WcsConfig.read(properties, Map.of(), new Properties()).rtsp();
  }

  static Renditions asPublished() {
    return (stream, kind, wish) ->
        stream
            .track(kind)
            .<Rendition>map(track -> new Rendition.Ready(track, false))
            .orElseGet(Rendition.Absent::new);
  }

  static TrackLimits uncached() {
    return TrackLimits.USUAL.withCache(0, Duration.ZERO);
  }

  void settle() {
    for (int i = 0; i < 6; i++) {
      publisherLane.drain();
      lane.drain();
    }
  }

  void advance(long nanos) {
    lane.advance(nanos);
    if (publisherLane != lane) {
      publisherLane.advance(nanos);
    }
    settle();
  }

  /** Publishes 40 ms: a picture and two pieces of sound, in one drain. */
  void picture(boolean key) {
    publisherLane.run(() -> publishPicture(key));
    publisherLane.run(this::sound);
    publisherLane.run(this::sound);
    advance(40 * MILLI);
  }

  /** Publishes groups of pictures, each of {@code length}. */
  void groups(int count, int length) {
    for (int i = 0; i < count * length; i++) {
      picture(i % length == 0);
    }
  }

  /** Publishes a picture in the current drain. */
  void publishPicture(boolean key) {
    pictures++;
    if (key) {
      video(SPS, false, true);
      video(PPS, false, false);
    }
    video(slice(key, pictureOctets), false, false);
    video(slice(key, pictureOctets / 2), true, false);
    videoPts += 3_600;
  }

  /** Publishes 20 ms of sound in the current drain. */
  void sound() {
    byte[] payload = new byte[160];
    Arrays.fill(payload, (byte) audioSequence);
    audio.publish(packet(payload, true, audioSequence++, audioPts, true));
    audioPts += 160;
  }

  void video(byte[] payload, boolean marker, boolean resync) {
    video.publish(packet(payload, marker, videoSequence++, videoPts, resync));
  }

  long videoSequence() {
    return videoSequence;
  }

  void videoSequence(long next) {
    videoSequence = next;
  }

  private byte[] slice(boolean key, int octets) {
    byte[] nal = new byte[octets];
    Arrays.fill(nal, (byte) (0x40 + pictures % 0x40));
    nal[0] = (byte) (key ? 0x65 : 0x41);
    nal[1] = (byte) 0x88;
    return nal;
  }

  /** A packet as a browser sends it: with contributing source and header extension. */
  private RtpPacket packet(
      byte[] payload, boolean marker, long sequence, long pts, boolean resync) {
    byte[] head = Bytes.hex("916000000000000000000000" + "badcafee" + "bede0001" + "10ff0000");
    byte[] wire = Bytes.join(head, payload);
    return new RtpPacket(
        wire, head.length, payload.length, marker, sequence, pts, resync, publisherLane.nanoTime());
  }

  Presentation described() {
    List<Presentation> made = new ArrayList<>();
    lane.run(() -> egress.describe(stream, lane, made::add));
    settle();
    return made.getFirst();
  }

  TestPlayer tcp() {
    return new TestPlayer(this, true);
  }

  TestPlayer udp() {
    return new TestPlayer(this, false);
  }

  void end() {
    publisherLane.run(() -> hub.unpublish(stream, EndReason.STOPPED_BY_PUBLISHER));
    settle();
  }
}
