package org.wcs.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtcpWriter;
import org.wcs.rtp.RtpHeader;
import org.wcs.webrtc.Stage.Actor;

/** Sound and picture stay together: what sender reports tell players is what the publisher told. */
final class SyncTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int VIDEO = 96;
  private static final int AUDIO = 111;
  private static final int VIDEO_CLOCK = 90_000;
  private static final int AUDIO_CLOCK = 48_000;
  private static final int VIDEO_START = -20_000; // both wrap
  private static final int AUDIO_START = -9_000;
  private static final long NTP_START_SECONDS = 3_900_000_000L;

  private final Stage stage = new Stage();
  private final Random random = new Random(5);
  private Actor publisher;
  private Actor player;
  private long videoIndex = 65_500;
  private long audioIndex = 65_500;

  @BeforeEach
  void connect() throws Exception {
    publisher = stage.publisher("a", "cam");
    player = stage.player("cam");
    assertThat(publisher.ends).isEmpty();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  /** What the publisher's clock says, and whether it says so. */
  private enum Clock {
    RIGHT,
    ABSENT,
    ZERO,
    SET_BACK
  }

  /** Publishes for a while; sound reaches the server so much later than pictures of its moment. */
  private void publish(int millis, int soundLateMillis, Clock clock) {
    for (int now = 0; now < millis; now += 2) {
      if (now % 34 == 0) {
        send(VIDEO, videoIndex++, timestamp(VIDEO_START, VIDEO_CLOCK, now), now % 3_400 == 0);
      }
      if (now % 20 == 0 && now >= soundLateMillis) {
        int captured = now - soundLateMillis;
        send(AUDIO, audioIndex++, timestamp(AUDIO_START, AUDIO_CLOCK, captured), true);
      }
      if (now % 1_000 == 500 && clock != Clock.ABSENT) {
        stage.network.link(0, random.nextInt(30) * MILLI, 0);
        report(VIDEO, now, timestamp(VIDEO_START, VIDEO_CLOCK, now), clock);
        stage.network.link(0, random.nextInt(30) * MILLI, 0);
        report(AUDIO, now, timestamp(AUDIO_START, AUDIO_CLOCK, now), clock);
        stage.network.link(0, 0, 0);
      }
      stage.pass(2 * MILLI);
    }
  }

  private static int timestamp(int start, int clockRate, long millis) {
    return start + (int) (millis * clockRate / 1_000);
  }

  private void send(int type, long index, int timestamp, boolean key) {
    byte[] payload = type == VIDEO ? Stage.vp8(key, true, 300) : new byte[80];
    byte[] packet = new byte[12 + payload.length];
    packet[0] = (byte) 0x80;
    packet[1] = (byte) (type | 0x80);
    RtpHeader.writeShort(packet, 2, (int) index);
    RtpHeader.writeInt(packet, 4, timestamp);
    RtpHeader.writeInt(packet, 8, 0x1000 + type);
    System.arraycopy(payload, 0, packet, 12, payload.length);
    publisher.peer.sendRtp(packet, 12, index);
  }

  private void report(int type, int millis, int timestamp, Clock clock) {
    long told = clock == Clock.SET_BACK && millis > 3_000 ? millis - 600_000 : millis;
    long ntp = clock == Clock.ZERO ? 0 : ntp(told);
    byte[] out = new byte[64];
    int end =
        RtcpWriter.senderReport(
            out, 0, 0x1000 + type, new RtcpWriter.Moment(ntp, timestamp), 10, 1_000);
    publisher.peer.sendRtcp(out, end);
  }

  private static long ntp(long millis) {
    long seconds = NTP_START_SECONDS + Math.floorDiv(millis, 1_000L);
    return seconds << 32 | (Math.floorMod(millis, 1_000L) << 32) / 1_000;
  }

  /** How much later a player shows the last picture than it plays the last sound, in seconds. */
  private double told() {
    return moment(VIDEO, VIDEO_CLOCK) - moment(AUDIO, AUDIO_CLOCK);
  }

  private double moment(int type, int clockRate) {
    byte[] last = ofType(type).getLast();
    RtcpPacket.SenderReport report =
        player.reports.stream()
            .filter(RtcpPacket.SenderReport.class::isInstance)
            .map(RtcpPacket.SenderReport.class::cast)
            .filter(each -> each.ssrc() == RtpHeader.ssrc(last, 0))
            .reduce((first, second) -> second)
            .orElseThrow();
    double seconds = (report.ntpTimestamp() >>> 32) - NTP_START_SECONDS;
    seconds += (report.ntpTimestamp() & 0xFFFFFFFFL) / 4_294_967_296.0;
    int ticks = RtpHeader.timestamp(last, 0) - report.rtpTimestamp();
    return seconds + ticks / (double) clockRate;
  }

  private List<byte[]> ofType(int type) {
    return player.packets.stream().filter(each -> RtpHeader.payloadType(each, 0) == type).toList();
  }

  /** The same for the publisher: packets were captured at 34 and 20 ms, sound came late. */
  private static double published(int millis, int soundLateMillis) {
    int lastVideo = (millis - 2) / 34 * 34;
    int lastAudio = (millis - 2) / 20 * 20 - soundLateMillis;
    return (lastVideo - lastAudio) / 1_000.0;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 120, 400})
  void playersAreToldTheOffsetThatThePublisherTold(int soundLateMillis) {
    publish(5_000, soundLateMillis, Clock.RIGHT);
    assertThat(told()).isCloseTo(published(5_000, soundLateMillis), within(0.005));
  }

  @Test
  void aClockThatIsSetBackSpoilsNothing() {
    publish(8_000, 100, Clock.SET_BACK);
    assertThat(told()).isCloseTo(published(8_000, 100), within(0.035)); // one report is late
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABSENT", "ZERO"})
  void withoutAClockWhatArrivesTogetherIsPlayedTogether(Clock clock) {
    publish(5_000, 0, clock);
    assertThat(told()).isCloseTo(published(5_000, 0), within(0.005));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RIGHT", "ABSENT", "ZERO", "SET_BACK"})
  void theTimestampOfAReportIsThatOfItsMoment(Clock clock) {
    publish(7_000, 0, clock);
    byte[] last = ofType(VIDEO).getLast();
    RtcpPacket.SenderReport report =
        player.reports.stream()
            .filter(RtcpPacket.SenderReport.class::isInstance)
            .map(RtcpPacket.SenderReport.class::cast)
            .filter(each -> each.ssrc() == RtpHeader.ssrc(last, 0))
            .reduce((first, second) -> second)
            .orElseThrow();
    int ticks = RtpHeader.timestamp(last, 0) - report.rtpTimestamp();
    assertThat(Math.abs(ticks)).isLessThan(VIDEO_CLOCK * 11 / 10);
  }

  @Test
  void numbersAndTimestampsThatWrapStayInOrder() {
    publish(3_000, 0, Clock.ABSENT);
    for (int type : new int[] {VIDEO, AUDIO}) {
      List<byte[]> packets = new ArrayList<>(ofType(type));
      for (int i = 1; i < packets.size(); i++) {
        byte[] before = packets.get(i - 1);
        byte[] now = packets.get(i);
        assertThat((short) (RtpHeader.sequence(now, 0) - RtpHeader.sequence(before, 0)))
            .isEqualTo((short) 1);
        assertThat(RtpHeader.timestamp(now, 0) - RtpHeader.timestamp(before, 0))
            .isEqualTo(type == VIDEO ? 34 * 90 : 960);
      }
      assertThat(packets).hasSizeGreaterThan(80);
    }
  }
}
