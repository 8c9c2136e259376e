package org.wcs.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wcs.rtp.RtpHeader;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.webrtc.Stage.Actor;

/** What a publisher may do that its players must not notice. */
final class TrackReceiverTest {
  private static final long FRAME = TimeUnit.MILLISECONDS.toNanos(4);
  private static final byte[] KEY = {0x10, 0, 0, 0, (byte) 0x9D, 1, 0x2A, 0x40, 1, (byte) 0xF0, 0};
  private static final byte[] DELTA = {0x10, 1, 0, 0, 0};

  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  /** Sends one packet of video of any source; the index carries the sequence number. */
  private void send(Actor publisher, int ssrc, long index, int timestamp, byte[] payload) {
    byte[] packet = new byte[12 + payload.length];
    packet[0] = (byte) 0x80;
    packet[1] = 96;
    RtpHeader.writeShort(packet, 2, (int) index);
    RtpHeader.writeInt(packet, 4, timestamp);
    RtpHeader.writeInt(packet, 8, ssrc);
    System.arraycopy(payload, 0, packet, 12, payload.length);
    publisher.peer.sendRtp(packet, 12, index);
    stage.pass(FRAME);
  }

  @Test
  void anotherSourceGoesOnInTheNumbersAndOnTheClockOfTheOneBefore() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    send(publisher, 1, 30_000, 0x7000_0000, KEY);
    send(publisher, 1, 30_001, 0x7000_0000 + 3_000, DELTA);
    stage.pass(TimeUnit.MILLISECONDS.toNanos(300));
    send(publisher, 2, 1_000, 0x1000_0000, KEY);
    send(publisher, 2, 1_001, 0x1000_0000 + 3_000, DELTA);
    List<byte[]> got = player.video();
    assertThat(got).hasSize(4);
    int first = RtpHeader.sequence(got.get(0), 0);
    int start = RtpHeader.timestamp(got.get(0), 0);
    for (int i = 0; i < 4; i++) {
      assertThat(RtpHeader.sequence(got.get(i), 0)).isEqualTo(first + i);
    }
    assertThat(RtpHeader.timestamp(got.get(2), 0) - start).isBetween(3_000 + 27_000, 35_000);
    assertThat(RtpHeader.timestamp(got.get(3), 0) - RtpHeader.timestamp(got.get(2), 0))
        .isEqualTo(3_000);
  }

  @Test
  void aPlayerDoesNotStartInTheMiddleOfAKeyFrame() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    send(publisher, 1, 100, 9_000, KEY);
    Actor player = stage.player("cam");
    send(publisher, 1, 101, 9_000, KEY);
    assertThat(player.video()).isEmpty();
    send(publisher, 1, 102, 12_000, KEY);
    assertThat(player.video()).hasSize(1);
  }

  @Test
  void packetsFromBeforeTheFirstAreDropped() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    send(publisher, 1, 65_536, 9_000, KEY);
    send(publisher, 1, 65_535, 6_000, KEY);
    send(publisher, 1, 65_537, 12_000, DELTA);
    assertThat(player.video()).hasSize(2);
  }

  @Test
  void aFirstPictureThatWasLateMisleadsNobodyForLong() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Track video = stage.hub.find("cam").orElseThrow().track(Codec.Kind.VIDEO).orElseThrow();
    send(publisher, 1, 100, 9_000, KEY);
    long misled = sampled(video);
    send(publisher, 1, 101, 9_000 + 36_000, DELTA); // 400 ms of media within one frame's time
    assertThat(misled - sampled(video)).isBetween(350_000_000L, 400_000_000L);
    stage.pass(TimeUnit.MILLISECONDS.toNanos(100));
    long best = sampled(video);
    send(publisher, 1, 102, 9_000 + 39_000, DELTA); // this one was late
    assertThat(sampled(video)).isEqualTo(best);
  }

  /** Lane time of timestamp 0, by the clock that viewers use. */
  private static long sampled(Track video) {
    Track.ClockReading reading = video.clock();
    assertThat(reading).isNotNull();
    return reading.nanos() - reading.pts() * 100_000 / 9;
  }
}
