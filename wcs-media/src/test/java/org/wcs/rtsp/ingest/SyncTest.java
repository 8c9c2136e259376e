package org.wcs.rtsp.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.wcs.rtsp.ingest.Stage.MILLI;
import static org.wcs.rtsp.ingest.Stage.SECOND;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.stream.Timeline;
import org.wcs.stream.Track;

/** Picture and sound stay together and on time, whatever clocks a camera has. */
final class SyncTest {
  private static final long NTP_START = 3_900_000_000L * SECOND;
  private static final int VIDEO_MILLIS = 40;
  private static final int AUDIO_MILLIS = 20;

  private final Stage stage = new Stage();
  private final Random random = new Random(11);
  private final RtpSource video = new RtpSource(1, 96);
  private final RtpSource audio = new RtpSource(2, 0);
  private final Camera camera = new Camera();
  private Timeline videoLine;
  private Timeline audioLine;
  private double worstOffset;
  private double worstDelay;

  /** What the camera's clocks do. Everything is in milliseconds of the camera's time. */
  private final class Camera {
    double drift; // parts per million by which it is fast
    double soundDrift; // and its clock of sound alone
    int videoDelay = 120; // from the lens to the wire
    int audioDelay = 40; // from the first sample of a packet
    int jitter = 10;
    boolean videoReports = true;
    boolean audioReports = true;
    long audioNtpMillis; // by how much its clock of sound is ahead of that of pictures
    long ntpMillis;
    boolean zero;
    int sent; // until here
    double dueNanos = stage.lane.nanoTime();

    /** Runs for a while; marks are compared from the second half on. */
    void run(int millis) {
      int until = sent + millis;
      int half = sent + millis / 2;
      for (; sent < until; sent += AUDIO_MILLIS) {
        dueNanos += AUDIO_MILLIS * MILLI / (1 + drift / 1e6);
        stage.lane.advance(Math.max(0, (long) dueNanos - stage.lane.nanoTime()));
        if (sent % 240 == 0) {
          stage.lane.run(stage.ingest::pulse);
        }
        if (sent % VIDEO_MILLIS == 0) {
          sendVideo();
        }
        sendAudio();
        report();
        if (videoLine != null && audioLine != null) {
          compare(sent >= half);
        }
      }
    }

    private void sendVideo() {
      video.timestamp = (int) (0x9000_0000L + (sent - videoDelay) * 90L);
      byte[] payload = sent % 2_000 == 0 ? RtpSource.IDR : RtpSource.SLICE;
      send(0, video.packet(true, payload));
    }

    private void sendAudio() {
      audio.timestamp = (int) (audioPts() - audioDelay * 8L);
      send(1, audio.packet(false, new byte[160]));
    }

    private void send(int media, byte[] packet) {
      stage.lane.spend(random.nextInt(jitter) * MILLI / 2);
      stage.lane.run(() -> stage.ingest.rtp(media, packet, 0, packet.length));
    }

    private void report() {
      if (sent % 5_000 == 4_000 && videoReports) {
        long ntp = NTP_START + (sent + ntpMillis) * MILLI;
        stage.rtcp(
            0, video.report(zero ? 0 : RtpSource.ntp(ntp), (int) (0x9000_0000L + sent * 90L)));
      }
      if (sent % 5_000 == 4_500 && audioReports) {
        long ntp = NTP_START + (sent + ntpMillis + audioNtpMillis) * MILLI;
        stage.rtcp(
            1, audio.report(zero ? 0 : RtpSource.ntp(ntp), (int) (0xFFFF_0000L + sent * 8L)));
      }
    }

    /** What a viewer sees for the moment the camera is at now, against that moment here. */
    private void compare(boolean settled) {
      double shown = videoLine.nanos(videoPts()) / 1e6;
      double heard = audioLine.nanos(audioPts()) / 1e6;
      double now = stage.lane.nanoTime() / 1e6;
      if (settled) {
        worstOffset = Math.max(worstOffset, Math.abs(shown - heard));
        worstDelay = Math.max(worstDelay, Math.abs(now - heard));
      }
    }

    private long videoPts() {
      return 0x9000_0000L + sent * 90L;
    }

    private long audioPts() {
      return 0xFFFF_0000L + (long) (sent * 8L * (1 + soundDrift / 1e6));
    }
  }

  private void start() {
    stage.plan(Stage.sdp(true));
    camera.run(1_000);
    listen();
  }

  @ParameterizedTest
  @CsvSource({"500,120", "-500,120", "0,5"})
  void hoursOfDriftMoveNeitherTheOffsetNorTheDelay(double drift, int minutes) {
    camera.drift = drift;
    start();
    camera.run(minutes * 60_000);
    assertThat(worstOffset).as("picture against sound, ms").isLessThan(5);
    assertThat(worstDelay).as("delay, ms").isLessThan(60);
  }

  @ParameterizedTest
  @CsvSource({"500,true", "-500,true", "-500,false"})
  void withoutReportsArrivalKeepsThemTogether(double drift, boolean zero) {
    camera.drift = drift;
    camera.zero = zero;
    camera.videoReports = zero;
    camera.audioReports = zero;
    camera.videoDelay = 20;
    start();
    camera.run(1_800_000);
    assertThat(worstOffset).isLessThan(10);
    assertThat(worstDelay).isLessThan(60);
  }

  @Test
  void reportsTellHowFarPicturesAreBehindSound() {
    camera.videoDelay = 700;
    start();
    camera.run(60_000);
    assertThat(worstOffset).isLessThan(5);
  }

  @Test
  void reportsOfOneTrackAloneAreOfNoUse() {
    camera.audioReports = false;
    camera.videoDelay = 20;
    start();
    camera.run(60_000);
    assertThat(worstOffset).isLessThan(10);
  }

  @Test
  void clocksThatDifferBySecondsAreNotBelieved() {
    camera.audioNtpMillis = 7_000;
    start();
    camera.run(60_000);
    assertThat(worstOffset).as("by arrival").isCloseTo(100, within(10.0)); // 120 and 40 - 20
  }

  @Test
  void aClockThatIsSetMovesNothing() {
    start();
    camera.run(30_000);
    camera.ntpMillis = -3_000_000_000L; // it believed to be in another month
    camera.run(60_000);
    assertThat(worstOffset).isLessThan(5);
    assertThat(worstDelay).isLessThan(60);
    camera.ntpMillis = 0;
    camera.run(61_000);
    assertThat(worstOffset).isLessThan(5);
  }

  @Test
  void withoutReportsSoundThatComesInLongPacketsIsNotLate() {
    stage.plan(Stage.sdp(true));
    for (int millis = 0; millis < 20_000; millis += 40) {
      if (millis % 200 == 0 && millis > 0) {
        stage.rtp(1, audio.packet(false, new byte[1_600])); // the last fifth of a second
        audio.timestamp += 1_600;
      }
      stage.rtp(0, video.packet(true, RtpSource.IDR));
      video.timestamp += 3_600;
      stage.pass(40 * MILLI);
    }
    long shown = new Timeline(stage.video()).nanos(10 * 90_000);
    long heard = new Timeline(stage.audio()).nanos(10 * 8_000);
    assertThat((shown - heard) / MILLI).isBetween(-5L, 5L);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 1})
  void withoutReportsPicturesThatComeOutOfOrderAreNotEarly(int distance) {
    stage.plan(Stage.sdp(true));
    for (int turn = 0; turn < 600; turn++) {
      // decoded in the order 0 3 1 2 6 4 5, and sent when the time of decoding has come
      int shown = turn == 0 ? 0 : turn % 3 == 1 ? turn + distance - 1 : turn - 1;
      video.timestamp = (distance == 1 ? turn : shown) * 3_600;
      stage.rtp(0, video.packet(true, turn == 0 ? RtpSource.IDR : RtpSource.SLICE));
      audio.timestamp = (distance == 1 ? turn + 1 : turn) * 320;
      stage.rtp(1, audio.packet(false, new byte[320]));
      stage.pass(40 * MILLI);
    }
    long shown = new Timeline(stage.video()).nanos(10 * 90_000);
    long heard = new Timeline(stage.audio()).nanos(10 * 8_000 + 640);
    assertThat((shown - heard) / MILLI).isBetween(-5L, 5L);
  }

  @Test
  void aReportThatComesBeforeTheFirstPacketCounts() {
    stage.plan(Stage.sdp(true));
    stage.rtcp(0, video.report(RtpSource.ntp(NTP_START), 9_000));
    stage.rtcp(1, audio.report(RtpSource.ntp(NTP_START), 8_000));
    audio.timestamp = 8_000;
    stage.rtp(1, audio.packet(false, new byte[160]));
    stage.pass(300 * MILLI);
    video.timestamp = 9_000;
    stage.rtp(0, video.packet(true, RtpSource.IDR));
    stage.pass(300 * MILLI);
    Timeline shown = new Timeline(stage.video());
    Timeline heard = new Timeline(stage.audio());
    assertThat((shown.nanos(9_000) - heard.nanos(8_000)) / MILLI).isZero();
  }

  /** The moment playing begins, as the camera tells it: by so much too late for sound. */
  private void plays(long wrongMillis) {
    long from = camera.sent;
    stage.playing(0, 0x9000_0000L + from * 90);
    stage.playing(1, 0xFFFF_0000L + (from + wrongMillis) * 8 & 0xFFFF_FFFFL);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 200, 400})
  void beforeReportsTheStartOfPlayingTellsHowFarPicturesAreBehindSound(int delay) {
    camera.videoReports = false;
    camera.videoDelay = delay;
    stage.plan(Stage.sdp(true));
    plays(0);
    follow(1_000);
    assertThat(worstOffset).isLessThan(5);
  }

  @Test
  void theFirstReportsMoveNothingThatBeganRight() {
    camera.videoDelay = 300;
    stage.plan(Stage.sdp(true));
    plays(0);
    follow(60_000);
    assertThat(worstOffset).isLessThan(6);
  }

  @Test
  void reportsPutRightWithoutAJumpWhatTheStartHadWrong() {
    stage.plan(Stage.sdp(true));
    plays(150);
    camera.run(40);
    listen();
    double most = 0;
    double before = 0;
    for (int step = 0; step < 2_000; step++) {
      camera.run(AUDIO_MILLIS);
      double heard = audioLine.nanos(camera.audioPts()) / 1e6 - camera.sent;
      most = Math.max(most, step == 0 ? 0 : Math.abs(heard - before));
      before = heard;
    }
    assertThat(most).as("ms per packet").isLessThan(20);
    worstOffset = 0;
    camera.run(10_000);
    assertThat(worstOffset).isLessThan(5);
  }

  @ParameterizedTest
  @ValueSource(longs = {700, -5_000, 86_400_000})
  void aStartThatIsAbsurdIsNotBelieved(long wrongMillis) {
    camera.videoReports = false;
    camera.videoDelay = 20;
    stage.plan(Stage.sdp(true));
    plays(wrongMillis);
    follow(60_000);
    assertThat(worstOffset).isLessThan(15);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "4711,4711"})
  void aStartThatIsMadeUpIsNotBelieved(long video, long audio) {
    camera.videoReports = false;
    camera.videoDelay = 20;
    stage.plan(Stage.sdp(true));
    stage.playing(0, video);
    stage.playing(1, audio);
    follow(20_000);
    assertThat(worstOffset).isLessThan(15);
  }

  @Test
  void theStartOfOneTrackAloneIsOfNoUse() {
    camera.videoReports = false;
    camera.videoDelay = 20;
    stage.plan(Stage.sdp(true));
    stage.playing(0, 0x9000_0000L + 300 * 90);
    stage.playing(7, 0);
    follow(20_000);
    assertThat(worstOffset).isLessThan(15);
  }

  @Test
  void packetsThatComeBeforeTheStartIsToldAreTiedAsWell() {
    camera.videoReports = false;
    camera.videoDelay = 300;
    stage.plan(Stage.sdp(true));
    camera.run(500);
    plays(0);
    follow(1_000);
    assertThat(worstOffset).isLessThan(5);
  }

  @Test
  void eachConnectionHasItsOwnStart() {
    camera.videoReports = false;
    camera.videoDelay = 300;
    stage.plan(Stage.sdp(true));
    plays(0);
    follow(20_000);
    stage.lane.run(stage.ingest::interrupted);
    camera.dueNanos += 5 * SECOND;
    video.ssrc = 3;
    audio.ssrc = 4;
    long shift = 0x1234_5678;
    video.timestampShift = shift;
    audio.timestampShift = shift / 3;
    stage.plan(Stage.sdp(true));
    stage.playing(0, 0x9000_0000L + camera.sent * 90L + shift & 0xFFFF_FFFFL);
    stage.playing(1, 0xFFFF_0000L + camera.sent * 8L + shift / 3 & 0xFFFF_FFFFL);
    videoLine = null;
    camera.run(9_000);
    Track.ClockReading shown = stage.video().clock();
    Track.ClockReading heard = stage.audio().clock();
    assertThat(shown).isNotNull();
    assertThat(heard).isNotNull();
    // newest samples: the picture was taken 300 ms before it came, and the sound 40 ms
    long videoNanos = (camera.sent - VIDEO_MILLIS - 300) * MILLI;
    long audioNanos = (camera.sent - AUDIO_MILLIS - 40) * MILLI;
    long apart = shown.nanos() - heard.nanos() - (videoNanos - audioNanos);
    assertThat(apart / MILLI).isBetween(-45L, 45L); // since the reading was told
  }

  @Test
  void clocksThatDriftApartWithoutReportsAreFollowedInSpiteOfTheStart() {
    camera.videoReports = false;
    camera.videoDelay = 20;
    camera.soundDrift = 200;
    stage.plan(Stage.sdp(true));
    plays(0);
    follow(1_800_000);
    assertThat(worstOffset).isLessThan(20);
  }

  private void follow(int millis) {
    camera.run(40);
    listen();
    camera.run(millis);
  }

  private void listen() {
    videoLine = new Timeline(stage.video());
    audioLine = new Timeline(stage.audio());
  }

  @Test
  void aBurstOfThePastIsNotTakenForDelay() {
    stage.plan(Stage.sdp(true));
    for (int i = 0; i < 50; i++) { // two seconds at once
      stage.rtp(0, video.packet(true, i == 0 ? RtpSource.IDR : RtpSource.SLICE));
      video.timestamp += 3_600;
    }
    for (int i = 0; i < 10; i++) { // and on as it is taken
      stage.pass(40 * MILLI);
      stage.rtp(0, video.packet(true, RtpSource.SLICE));
      video.timestamp += 3_600;
    }
    stage.pass(300 * MILLI);
    Track track = stage.video();
    Track.ClockReading reading = track.clock();
    assertThat(reading).isNotNull();
    long newest = 49 * 3_600;
    long nanos = reading.nanos() + (newest - reading.pts()) * SECOND / 90_000;
    assertThat(nanos).isBetween(1_000 * SECOND - MILLI, 1_000 * SECOND + MILLI);
  }

  @Test
  void aPauseOfTheCameraIsFollowedSoonAfterIt() {
    start();
    camera.run(10_000);
    camera.dueNanos += 30 * SECOND; // and its timestamps stand still
    worstDelay = 0;
    camera.run(40_000);
    assertThat(worstDelay).isLessThan(60);
  }
}
