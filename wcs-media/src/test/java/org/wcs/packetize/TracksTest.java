package org.wcs.packetize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.Sink;
import org.wcs.stream.Subscription;
import org.wcs.stream.Track;
import org.wcs.unit.Frame;
import org.wcs.unit.MediaUnit;
import org.wcs.unit.RtpPacket;

/** Tracks with two feeds, on lanes that run by hand. */
final class TracksTest {
  private final ManualLane writer = new ManualLane();
  private final ManualLane other = new ManualLane();
  private final List<Feedback> wishes = new ArrayList<>();
  private final Random random = new Random(1);

  /** Keeps what it gets. */
  private static final class Reader<U extends MediaUnit> implements Sink<U> {
    private final Lane lane;
    private final List<U> units = new ArrayList<>();
    private EndReason ended = EndReason.FAILED;

    Reader(Lane lane) {
      this.lane = lane;
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public void accept(U unit) {
      units.add(unit);
    }

    @Override
    public void ended(EndReason reason) {
      ended = reason;
    }
  }

  private void settle() {
    for (int i = 0; i < 4; i++) {
      writer.drain();
      other.drain();
    }
  }

  private Track frames() {
    return Tracks.ofFrames(0, Media.H264, writer, wishes::add, TrackLimits.USUAL);
  }

  private Track packets() {
    return Tracks.ofPackets(0, Media.H264, writer, wishes::add, TrackLimits.USUAL);
  }

  private Frame picture(long pts, boolean key) {
    return Media.picture(Media.H264, pts, key, 5_000, random);
  }

  @Test
  void aTrackOfFramesGivesPackets() {
    Track track = frames();
    Reader<RtpPacket> reader = new Reader<>(other);
    track.packets().subscribe(reader);
    settle();
    Frame key = picture(3_000, true);
    Frame delta = picture(6_000, false);
    writer.run(() -> track.publish(key));
    writer.run(() -> track.publish(delta));
    settle();
    assertThat(reader.units).hasSizeGreaterThan(8);
    assertThat(reader.units.getFirst().resync()).isTrue();
    assertThat(reader.units.getFirst().sequence()).isZero();
    List<Frame> back = Collected.frames(Media.H264, reader.units).units;
    assertThat(back).extracting(Frame::payload).containsExactly(key.payload(), delta.payload());
    RtpPacket third = reader.units.get(2);
    assertThat(track.history().get(2, writer.nanoTime())).isSameAs(third);
    track.end(EndReason.STOPPED_BY_PUBLISHER);
    settle();
    assertThat(reader.ended).isEqualTo(EndReason.STOPPED_BY_PUBLISHER);
  }

  @Test
  void whoComesLaterGetsPacketsFromTheLastKeyFrameOn() {
    Track track = frames();
    writer.run(() -> track.publish(picture(3_000, true)));
    writer.run(() -> track.publish(picture(6_000, false)));
    Frame key = picture(9_000, true);
    writer.run(() -> track.publish(key));
    Reader<RtpPacket> first = new Reader<>(writer);
    track.packets().subscribe(first);
    settle();
    Frame delta = picture(12_000, false);
    writer.run(() -> track.publish(delta));
    Reader<RtpPacket> second = new Reader<>(other);
    track.packets().subscribe(second);
    settle();
    for (Reader<RtpPacket> reader : List.of(first, second)) {
      List<Frame> back = Collected.frames(Media.H264, reader.units).units;
      assertThat(back).extracting(Frame::payload).containsExactly(key.payload(), delta.payload());
    }
    assertThat(second.units).isEqualTo(first.units);
  }

  @Test
  void packetsCountOnWhenReadersComeBack() {
    Track track = frames();
    Reader<RtpPacket> first = new Reader<>(writer);
    Subscription subscription = track.packets().subscribe(first);
    settle();
    writer.run(() -> track.publish(picture(3_000, true)));
    long last = first.units.getLast().sequence();
    subscription.cancel();
    settle();
    assertThat(track.frames().readers()).isZero();
    Reader<RtpPacket> second = new Reader<>(writer);
    track.packets().subscribe(second);
    settle();
    writer.run(() -> track.publish(picture(6_000, true)));
    assertThat(second.units.getFirst().sequence()).isEqualTo(last + 1);
    RtpPacket newest = second.units.getLast();
    assertThat(track.history().get(newest.sequence(), writer.nanoTime())).isSameAs(newest);
  }

  @Test
  void aTrackOfPacketsGivesFrames() {
    Track track = packets();
    Reader<Frame> reader = new Reader<>(other);
    track.frames().subscribe(reader);
    settle();
    List<Frame> frames = List.of(picture(3_000, true), picture(6_000, false));
    for (RtpPacket packet : Collected.packets(Media.H264, frames)) {
      writer.run(() -> track.publish(packet));
    }
    settle();
    assertThat(reader.units)
        .extracting(Frame::payload)
        .containsExactly(frames.get(0).payload(), frames.get(1).payload());
    assertThat(track.reordered()).isTrue(); // as its parameter sets say
    assertThat(wishes).isEmpty();
  }

  @Test
  void aReaderOfFramesThatComesInTheMiddleAsksForAKeyFrame() {
    TrackLimits uncached = TrackLimits.USUAL.withCache(0, java.time.Duration.ZERO);
    Track track = Tracks.ofPackets(0, Media.H264, writer, wishes::add, uncached);
    List<Frame> frames = List.of(picture(3_000, true), picture(6_000, false), picture(9_000, true));
    List<RtpPacket> packets = Collected.packets(Media.H264, frames);
    writer.run(() -> track.publish(packets.getFirst()));
    Reader<Frame> reader = new Reader<>(writer);
    track.frames().subscribe(reader);
    settle();
    for (RtpPacket packet : packets.subList(1, packets.size())) {
      writer.run(() -> track.publish(packet));
    }
    assertThat(wishes).containsExactly(Feedback.KeyFrameNeeded.INSTANCE);
    assertThat(reader.units).extracting(Frame::pts).containsExactly(9_000L);
  }

  @Test
  void wishesOfReadersOfEitherFeedReachTheSource() {
    Track track = frames();
    Reader<RtpPacket> reader = new Reader<>(other);
    track.packets().subscribe(reader);
    settle();
    track.packets().feedback(Feedback.KeyFrameNeeded.INSTANCE);
    settle();
    track.frames().feedback(new Feedback.BitrateLimit(500_000));
    settle();
    assertThat(wishes)
        .containsExactly(Feedback.KeyFrameNeeded.INSTANCE, new Feedback.BitrateLimit(500_000));
  }

  @Test
  void nothingIsDoneWhileNobodyReads() {
    Track track = frames();
    writer.run(() -> track.publish(picture(3_000, true)));
    settle();
    assertThat(track.history().get(0, writer.nanoTime())).isNull();
  }
}
