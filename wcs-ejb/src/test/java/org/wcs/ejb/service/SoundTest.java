package org.wcs.ejb.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.stream.StreamHub;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Files played into the sound of a push. */
final class SoundTest {

  private static final Codec.Aac AAC = new Codec.Aac(2, 48_000, 2);
  private static final Codec.H264 H264 = new Codec.H264(0x42e01f, 1);
  private static final int FRAME_TICKS = 1_024;

  @TempDir private Path folder;

  private final FakeRemoteGateway gateway = new FakeRemoteGateway(new StreamHub(), "rtmp", "rtmps");
  private PushService service;

  @BeforeEach
  void lay() throws IOException {
    Files.write(folder.resolve("three.wav"), WavFileTest.wav(1, 1, 16, new byte[6]));
    Files.write(folder.resolve("other.mp3"), new byte[100]);
    SoundFiles sounds = new SoundFiles(folder.resolve("."), SoundTest::encode);
    service =
        new PushService(
            gateway.hub, List.of(gateway), sounds, Runnable::run, PushService.Settings.DEFAULT);
  }

  @Test
  void playsAFileOnceInThePlaceOfTheSound() throws Exception {
    String id = push();
    assertThat(sent(0)).isEqualTo("live");
    service.playSound(id, "three.wav", false);
    assertThat(service.find(null, null).getFirst().sound().playing()).isTrue();

    assertThat(List.of(sent(1), sent(2), sent(3), sent(4))).containsExactly("0", "1", "2", "live");

    assertThat(service.find(null, null).getFirst().sound().playing()).isFalse();
  }

  @Test
  void playsAFileWithoutEndUntilItIsStopped() throws Exception {
    String id = push();
    sent(0);
    service.playSound(id, "three.wav", true);
    assertThat(List.of(sent(1), sent(2), sent(3), sent(4), sent(5)))
        .containsExactly("0", "1", "2", "0", "1");

    service.stopSound(id);

    assertThat(sent(6)).isEqualTo("live");
  }

  @Test
  void keepsToTheTimeWhereFramesAreMissing() throws Exception {
    String id = push();
    sent(0);
    service.playSound(id, "three.wav", false);
    assertThat(List.of(sent(1), sent(3), sent(9))).containsExactly("0", "2", "live");
  }

  @Test
  void isHeardThroughTheMute() throws Exception {
    String id = push();
    sent(0);
    service.mute(id, true);
    SoundControl control = gateway.last().push.sound();
    assertThat(control.silent()).isTrue();

    service.playSound(id, "three.wav", false);

    assertThat(control.silent()).isFalse();
    assertThat(control.muted()).isTrue();
  }

  @Test
  void leavesPicturesAloneAndEndsWhenTheCodecChanges() throws Exception {
    String id = push();
    sent(0);
    service.playSound(id, "three.wav", true);
    SoundControl control = gateway.last().push.sound();

    assertThat(control.apply(H264, frame(1)).payload())
        .isEqualTo("live".getBytes(StandardCharsets.UTF_8));
    assertThat(control.apply(new Codec.Aac(2, 44_100, 2), frame(1)).payload())
        .isEqualTo("live".getBytes(StandardCharsets.UTF_8));
    assertThat(control.plays()).isFalse();
  }

  @Test
  void mayBeginWithAFile() throws Exception {
    gateway.publish("cam");
    service.startup(
        new PushRequest(
            "cam", "rtmp://host/live", null, new PushRequest.Options("sound_on", "three.wav")));

    assertThat(List.of(sent(0), sent(1))).containsExactly("0", "1");
  }

  @Test
  void refusesWhatCannotBePlayed() throws Exception {
    String id = push();
    refused(Kind.FAILED, () -> service.playSound(id, "three.wav", false));
    sent(0);

    refused(Kind.NOT_FOUND, () -> service.playSound("none", "three.wav", false));
    refused(Kind.NOT_FOUND, () -> service.playSound(id, "absent.wav", false));
    refused(Kind.NOT_FOUND, () -> service.playSound(id, ".", false));
    refused(Kind.NOT_FOUND, () -> service.playSound(id, "a\0b", false));
    refused(Kind.FAILED, () -> service.playSound(id, "other.mp3", false));
    refused(
        Kind.NOT_FOUND,
        () ->
            service.startup(
                new PushRequest(
                    "cam",
                    "rtmp://other/live",
                    null,
                    new PushRequest.Options("sound_on", "absent.wav"))));
  }

  @Test
  void doesNotLeaveItsFolder(@TempDir Path outside) throws Exception {
    Path secret = Files.write(outside.resolve("s.wav"), WavFileTest.wav(1, 1, 16, new byte[6]));
    Files.createSymbolicLink(folder.resolve("link.wav"), secret);
    String id = push();
    sent(0);

    for (String name :
        List.of(secret.toString(), folder.relativize(secret).toString(), "link.wav")) {
      refused(Kind.NOT_FOUND, () -> service.playSound(id, name, false));
    }
  }

  @Test
  void cutsOctetsToTheLengthOfTheFrameInItsPlace() {
    Codec.Pcmu codec = new Codec.Pcmu();
    SoundClip clip =
        SoundClip.of(
            codec,
            List.of(
                new Frame(0, 0, true, new byte[] {1, 2, 3}),
                new Frame(3, 3, true, new byte[] {4, 5, 6})));

    assertThat(clip.ticks()).isEqualTo(6);
    assertThat(clip.at(0, 2)).containsExactly(1, 2);
    assertThat(clip.at(2, 3)).containsExactly(3, 4, 5);
    assertThat(clip.at(5, 3)).containsExactly(6, 6, 6);
  }

  private String push() throws RequestRefusedException {
    gateway.publish("cam");
    return service.republish("cam", "rtmp://host/live").mediaSessionId();
  }

  /** What the other server gets for the frame of that number. */
  private String sent(int number) {
    byte[] payload = gateway.last().push.sound().apply(AAC, frame(number)).payload();
    return new String(payload, StandardCharsets.UTF_8);
  }

  private static Frame frame(int number) {
    long pts = 7_000L + (long) number * FRAME_TICKS;
    return new Frame(pts, pts, true, "live".getBytes(StandardCharsets.UTF_8));
  }

  /** One frame for each sample. */
  private static List<Frame> encode(int rate, int channels, short[] samples, Codec.Audio codec) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < samples.length; i++) {
      long pts = (long) i * FRAME_TICKS;
      frames.add(new Frame(pts, pts, true, String.valueOf(i).getBytes(StandardCharsets.UTF_8)));
    }
    return frames;
  }

  private static void refused(Kind kind, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(
            RequestRefusedException.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }
}
