package org.wcs.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;
import org.wcs.lane.Lane;
import org.wcs.packetize.TrackLimits;
import org.wcs.packetize.Tracks;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.MediaUnit;
import org.wcs.unit.RtpPacket;

final class InjectionTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final Codec VIDEO = new Codec.H264(0x42E01F, 1);
  private static final Codec AUDIO = new Codec.Opus(true, false);

  private final ManualLane lane = new ManualLane();
  private final ManualLane other = new ManualLane();
  private final Side host = new Side("host", lane, false);
  private final Side guest = new Side("guest", other, false);
  private final List<String> over = new ArrayList<>();

  @Test
  void readersSeeTheGuestFromItsKeyFrameOnAndNumbersAndTimesGoOn() {
    Reader<RtpPacket> pictures = host.readPackets(0);
    host.picture(100, 9_000, true);
    host.picture(101, 12_000, false);
    start(host, guest, SECOND);
    guest.picture(5_000, 700_000, false);
    run(SECOND / 30);
    host.picture(102, 15_000, false);
    run(SECOND / 30);
    guest.picture(5_001, 703_000, true);
    host.picture(103, 18_000, false); // nobody sees it any more
    run(SECOND / 30);
    guest.picture(5_002, 706_000, false);
    assertThat(pictures.sequences()).containsExactly(100L, 101L, 102L, 103L, 104L);
    assertThat(pictures.payloads()).containsExactly("h100", "h101", "h102", "g5001", "g5002");
    assertThat(pictures.times()).containsExactly(9_000L, 12_000L, 15_000L, 18_000L, 21_000L);
    assertThat(pictures.units.get(3).resync()).isTrue();
  }

  @Test
  void soundChangesTogetherWithThePicture() {
    host.picture(1, 0, true);
    Reader<RtpPacket> sound = host.readPackets(1);
    host.sound(10, 0);
    start(host, guest, SECOND);
    guest.sound(900, 48_000);
    host.sound(11, 960);
    guest.picture(7, 0, true);
    host.sound(12, 1_920);
    guest.sound(901, 48_960);
    assertThat(sound.payloads()).containsExactly("h10", "h11", "g901");
    assertThat(sound.sequences()).containsExactly(10L, 11L, 12L);
  }

  @Test
  void thePublisherIsAskedForAKeyFrameBeforeItComesBack() {
    Reader<RtpPacket> pictures = host.readPackets(0);
    host.picture(100, 9_000, true);
    Injection injection = start(host, guest, SECOND);
    guest.picture(5_001, 703_000, true);
    injection.stop();
    drain();
    assertThat(host.wishes).containsExactly(Feedback.KeyFrameNeeded.INSTANCE);
    host.picture(101, 12_000, false);
    guest.picture(5_002, 706_000, false);
    host.picture(102, 15_000, true);
    guest.picture(5_003, 709_000, false);
    host.picture(103, 18_000, false);
    assertThat(pictures.payloads()).containsExactly("h100", "g5001", "g5002", "h102", "h103");
    assertThat(pictures.sequences()).containsExactly(100L, 101L, 102L, 103L, 104L);
    assertThat(pictures.times()).isSorted().doesNotHaveDuplicates();
    assertThat(over).containsExactly("over");
    assertThat(guest.stream.tracks().get(0).packets().readers()).isZero();
  }

  @Test
  void afterThePatienceTheOldPictureStopsAndTheNextKeyFrameIsWaitedFor() {
    Reader<RtpPacket> pictures = host.readPackets(0);
    host.picture(100, 9_000, true);
    start(host, guest, SECOND);
    run(SECOND + 1);
    host.picture(101, 12_000, true);
    guest.picture(5_000, 703_000, false);
    assertThat(pictures.payloads()).containsExactly("h100");
    guest.picture(5_001, 706_000, true);
    assertThat(pictures.payloads()).containsExactly("h100", "g5001");
    assertThat(guest.wishes).isNotEmpty().containsOnly(Feedback.KeyFrameNeeded.INSTANCE);
  }

  @Test
  void withEndlessPatienceTheOldPictureStays() {
    Reader<RtpPacket> pictures = host.readPackets(0);
    host.picture(100, 9_000, true);
    start(host, guest, -1);
    run(60 * SECOND);
    host.picture(101, 12_000, false);
    guest.picture(5_001, 706_000, true);
    assertThat(pictures.payloads()).containsExactly("h100", "h101", "g5001");
  }

  @Test
  void whatBothSampledAtOneMomentGetsOneTime() {
    Reader<RtpPacket> pictures = host.readPackets(0);
    Reader<RtpPacket> sound = host.readPackets(1);
    host.clock(0, 10 * SECOND, 90_000);
    host.clock(1, 10 * SECOND, 48_000);
    guest.clock(0, 10 * SECOND, 5_000_000);
    guest.clock(1, 10 * SECOND, 3_000_000);
    run(10 * SECOND);
    host.picture(1, 90_000, true);
    host.sound(1, 48_000);
    start(host, guest, SECOND);
    run(SECOND / 2);
    guest.picture(77, 5_000_000 + 40_500, true); // sampled 0.45 s later
    guest.sound(99, 3_000_000 + 21_600);
    assertThat(pictures.times()).containsExactly(90_000L, 130_500L);
    assertThat(sound.times()).containsExactly(48_000L, 69_600L);
    Timeline line = new Timeline(host.stream.tracks().get(0));
    assertThat(line.nanos(130_500)).isEqualTo(10 * SECOND + 450_000_000);
  }

  @Test
  void theClockOfTheGuestCountsWhileItIsThere() {
    host.clock(0, 10 * SECOND, 90_000);
    guest.clock(0, 10 * SECOND, 5_000_000);
    run(10 * SECOND);
    host.picture(1, 90_000, true);
    start(host, guest, SECOND);
    guest.picture(77, 5_003_000, true);
    guest.clock(0, 11 * SECOND, 5_090_900); // it is a little fast
    host.clock(0, 11 * SECOND, 200_000);
    guest.picture(78, 5_006_000, false);
    assertThat(host.stream.tracks().get(0).clock())
        .isEqualTo(new Track.ClockReading(11 * SECOND, 180_900));
  }

  @Test
  void framesGoOnInDecodingTimeToo() {
    Side rtmp = new Side("rtmp", lane, true);
    Side camera = new Side("camera", other, true);
    Reader<Frame> frames = rtmp.readFrames(0);
    rtmp.frame(900_000, 893_000, true);
    rtmp.frame(912_000, 896_000, false);
    start(rtmp, camera, SECOND);
    camera.frame(20_000, 2_000, true);
    camera.frame(32_000, 5_000, false);
    camera.frame(26_000, 8_000, false);
    assertThat(frames.units.stream().map(Frame::dts)).isSorted().doesNotHaveDuplicates();
    assertThat(frames.units).hasSize(5).allMatch(frame -> frame.dts() <= frame.pts());
    assertThat(frames.units.get(2).pts()).isGreaterThan(912_000);
    assertThat(frames.units.get(3).pts() - frames.units.get(2).pts()).isEqualTo(12_000);
  }

  @Test
  void readersOfTheDerivedFeedSeeTheGuestToo() {
    Side rtmp = new Side("rtmp", lane, true);
    Reader<RtpPacket> packets = rtmp.readPackets(0);
    rtmp.frame(900_000, 900_000, true);
    Side camera = new Side("camera", other, true);
    Injection injection = start(rtmp, camera, SECOND);
    camera.frame(1_000, 1_000, true);
    camera.frame(4_000, 4_000, false);
    camera.frame(7_000, 7_000, false);
    assertThat(packets.units.size()).isGreaterThanOrEqualTo(3);
    long first = packets.units.get(0).sequence();
    for (int i = 0; i < packets.units.size(); i++) {
      assertThat(packets.units.get(i).sequence()).isEqualTo(first + i);
    }
    injection.stop();
    drain();
  }

  @Test
  void whenTheGuestEndsThePublisherIsBack() {
    Reader<RtpPacket> pictures = host.readPackets(0);
    host.picture(100, 9_000, true);
    start(host, guest, SECOND);
    guest.picture(5_001, 703_000, true);
    guest.end();
    host.picture(101, 12_000, false);
    host.picture(102, 15_000, true);
    assertThat(over).containsExactly("over");
    assertThat(pictures.payloads()).containsExactly("h100", "g5001", "h102");
    assertThat(host.wishes).containsOnly(Feedback.KeyFrameNeeded.INSTANCE);
  }

  @Test
  void aWishForAKeyFrameGoesToTheGuestAndABitRateToNobody() {
    host.readPackets(0);
    host.picture(100, 9_000, true);
    start(host, guest, SECOND);
    guest.picture(5_001, 703_000, true);
    guest.wishes.clear();
    host.stream.tracks().get(0).packets().feedback(Feedback.KeyFrameNeeded.INSTANCE);
    host.stream.tracks().get(0).packets().feedback(new Feedback.BitrateLimit(100_000));
    drain();
    assertThat(guest.wishes).containsExactly(Feedback.KeyFrameNeeded.INSTANCE);
    assertThat(host.wishes).isEmpty();
  }

  @Test
  void whenTheStreamEndsTheGuestIsReadNoMore() {
    start(host, guest, SECOND);
    guest.picture(5_001, 703_000, true);
    host.end();
    assertThat(over).containsExactly("over");
    assertThat(guest.stream.tracks().get(0).packets().readers()).isZero();
  }

  @Test
  void repairedPacketsOfTheRunBeforeComeTooLate() {
    Reader<RtpPacket> pictures = host.readPackets(0);
    host.picture(100, 9_000, true);
    Injection injection = start(host, guest, SECOND);
    guest.picture(5_001, 703_000, true);
    guest.picture(5_000, 700_000, false);
    injection.stop();
    drain();
    host.picture(110, 12_000, true);
    host.picture(109, 11_000, false);
    assertThat(pictures.payloads()).containsExactly("h100", "g5001", "h110");
    assertThat(pictures.sequences()).containsExactly(100L, 101L, 102L);
  }

  @Test
  void packetsAreSentAgainByTheirNewNumbers() {
    host.picture(100, 9_000, true);
    start(host, guest, SECOND);
    guest.picture(5_001, 703_000, true);
    Track track = host.stream.tracks().get(0);
    RtpPacket kept = track.history().get(101, lane.nanoTime());
    if (kept == null) {
      throw new AssertionError("it is not kept");
    }
    assertThat(text(kept)).isEqualTo("g5001");
  }

  @Test
  void theNumbersGoOnEvenIfThePublisherHasSentNothingLately() {
    host.picture(100, 9_000, true);
    Reader<RtpPacket> pictures = host.readPackets(0);
    start(host, guest, SECOND);
    guest.picture(5_001, 703_000, true);
    assertThat(pictures.sequences()).containsExactly(101L);
    assertThat(pictures.times()).allMatch(time -> time > 9_000 && time < 20_000);
  }

  @Test
  void viewersHearOfTheSizeOfTheGuest() {
    List<StreamEvent> events = new ArrayList<>();
    host.stream.listen((stream, event) -> events.add(event));
    drain();
    lane.run(() -> host.stream.tracks().get(0).resize(640, 360));
    other.run(() -> guest.stream.tracks().get(0).resize(320, 240));
    host.picture(100, 9_000, true);
    Injection injection = start(host, guest, SECOND);
    guest.picture(5_001, 703_000, true);
    lane.run(() -> assertThat(host.stream.tracks().get(0).resize(1_280, 720)).isFalse());
    injection.stop();
    drain();
    host.picture(101, 12_000, true);
    assertThat(events)
        .containsExactly(new StreamEvent.Resized(320, 240), new StreamEvent.Resized(1_280, 720));
  }

  @Test
  void theNumbersOfThePublisherStayItsOwn() {
    host.picture(100, 9_000, true);
    start(host, guest, SECOND);
    guest.picture(5_001, 703_000, true);
    guest.picture(5_002, 706_000, false);
    assertThat(host.stream.tracks().get(0).pictures()).isEqualTo(1);
  }

  @Test
  void aSecondGuestTakesThePlaceOfTheFirst() {
    Side third = new Side("third", other, false);
    Reader<RtpPacket> pictures = host.readPackets(0);
    host.picture(100, 9_000, true);
    Injection first = start(host, guest, SECOND);
    guest.picture(5_001, 703_000, true);
    first.stop();
    start(host, third, SECOND);
    guest.picture(5_002, 706_000, false);
    third.picture(60, 10, true);
    assertThat(pictures.payloads()).containsExactly("h100", "g5001", "t60");
    assertThat(pictures.sequences()).containsExactly(100L, 101L, 102L);
  }

  @Test
  void aGuestWithoutATrackOfEachKindIsRefused() {
    Track video = guest.stream.tracks().get(0);
    assertThatThrownBy(
            () -> Injection.start(host.stream, Map.of(Codec.Kind.VIDEO, video), 0, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Injection start(Side target, Side source, long patience) {
    Injection injection =
        Injection.start(
            target.stream,
            Map.of(
                Codec.Kind.VIDEO, source.stream.tracks().get(0),
                Codec.Kind.AUDIO, source.stream.tracks().get(1)),
            patience,
            () -> over.add("over"));
    drain();
    return injection;
  }

  private void run(long nanos) {
    lane.advance(nanos);
    other.advance(nanos);
    drain();
  }

  private void drain() {
    for (int i = 0; i < 4; i++) {
      lane.drain();
      other.drain();
    }
  }

  private static String text(RtpPacket packet) {
    return new String(
        packet.wire(),
        packet.payloadOffset() + 1,
        packet.payloadLength() - 1,
        java.nio.charset.StandardCharsets.US_ASCII);
  }

  /** A stream of pictures and sound. */
  private final class Side {
    final MediaStream stream;
    final List<Feedback> wishes = new ArrayList<>();
    private final ManualLane home;
    private final char initial;

    Side(String name, ManualLane home, boolean ofFrames) {
      this.home = home;
      this.initial = name.charAt(0);
      List<Track> tracks = new ArrayList<>();
      for (Codec codec : List.of(VIDEO, AUDIO)) {
        int id = tracks.size();
        tracks.add(
            ofFrames
                ? Tracks.ofFrames(id, codec, home, wishes::add, TrackLimits.USUAL)
                : Tracks.ofPackets(id, codec, home, wishes::add, TrackLimits.USUAL));
      }
      stream = new MediaStream(name, new Publisher(name, name, "Test"), home, tracks, why -> {});
    }

    void picture(long sequence, long pts, boolean key) {
      send(0, packet(sequence, pts, key, initial));
    }

    void sound(long sequence, long pts) {
      send(1, packet(sequence, pts, true, initial));
    }

    void frame(long pts, long dts, boolean key) {
      byte[] nal = {0, 0, 0, 3, (byte) (key ? 0x65 : 0x41), (byte) 0x88, 1};
      home.run(() -> stream.tracks().get(0).publish(new Frame(pts, dts, key, nal)));
      drain();
    }

    void clock(int track, long nanos, long pts) {
      home.run(() -> stream.tracks().get(track).clock(new Track.ClockReading(nanos, pts)));
    }

    void end() {
      stream.tell(new StreamEvent.Ended(EndReason.STOPPED_BY_PUBLISHER));
      drain();
    }

    Reader<RtpPacket> readPackets(int track) {
      Reader<RtpPacket> reader = new Reader<>(lane);
      stream.tracks().get(track).packets().subscribe(reader);
      drain();
      reader.units.clear();
      return reader;
    }

    Reader<Frame> readFrames(int track) {
      Reader<Frame> reader = new Reader<>(lane);
      stream.tracks().get(track).frames().subscribe(reader);
      drain();
      return reader;
    }

    private void send(int track, RtpPacket packet) {
      home.run(() -> stream.tracks().get(track).publish(packet));
      drain();
    }

    private static RtpPacket packet(long sequence, long pts, boolean key, char initial) {
      byte[] text = ("A" + initial + sequence).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      byte[] wire = new byte[12 + text.length];
      System.arraycopy(text, 0, wire, 12, text.length);
      return new RtpPacket(wire, 12, text.length, true, sequence, pts, key, 0);
    }
  }

  private static final class Reader<U extends MediaUnit> implements Sink<U> {
    final List<U> units = new ArrayList<>();
    private final Lane home;

    Reader(Lane home) {
      this.home = home;
    }

    @Override
    public Lane lane() {
      return home;
    }

    @Override
    public void accept(U unit) {
      units.add(unit);
    }

    List<Long> times() {
      return units.stream().map(MediaUnit::pts).toList();
    }

    List<Long> sequences() {
      return units.stream().map(unit -> ((RtpPacket) unit).sequence()).toList();
    }

    List<String> payloads() {
      return units.stream().map(unit -> text((RtpPacket) unit)).toList();
    }
  }
}
