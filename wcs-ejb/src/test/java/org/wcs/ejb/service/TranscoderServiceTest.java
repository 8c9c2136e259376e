package org.wcs.ejb.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Picture;
import org.wcs.stream.StreamHub;
import org.wcs.unit.Codec;

final class TranscoderServiceTest {

  private static final TranscoderOrder.Audio AS_IT_IS = TranscoderOrder.Audio.AS_IT_IS;

  private final StreamHub hub = new StreamHub();
  private final FakeRemoteGateway publishers = new FakeRemoteGateway(hub, "rtmp", "rtmps");
  private final FakeTranscoders gateway = new FakeTranscoders();
  private final TranscoderService service = new TranscoderService(hub, gateway);

  @BeforeEach
  void publish() {
    publishers.publish("a");
  }

  @Test
  void tellsWhatWasOrderedOfIt() throws Exception {
    TranscoderOrder.Video video = new TranscoderOrder.Video(null, 320, 180, 50, 25, 400);
    TranscoderOrder.Audio audio = new TranscoderOrder.Audio("opus", 48_000, 64);
    TranscoderStatus status =
        service.startup(
            new TranscoderOrder(
                "transcoder2://x",
                "a",
                "x",
                new TranscoderOrder.Encoder(video, audio, "OPENH264", "mark.png")));
    TranscoderGateway.Plan plan = gateway.plans.get(0);
    assertThat(plan.video().picture()).isEqualTo(new Picture(320, 180, 400_000, 0, 25));
    assertThat(plan.video().codec()).isInstanceOf(Codec.H264.class);
    assertThat(plan.video().keyFrameInterval()).isEqualTo(50);
    assertThat(plan.audio()).isEqualTo(new TranscoderGateway.Audio("opus", 48_000, 64_000));
    assertThat(plan.mark()).isEqualTo(new Mark("mark.png"));
    assertThat(plan.publisher().protocol()).isEqualTo("Transcoder");
    assertThat(status.mediaSessionId()).isEqualTo(plan.publisher().mediaSessionId());
    assertThat(status.encoder().video()).isEqualTo(video);
    assertThat(status.state()).isEqualTo(TranscoderStatus.State.PROCESSED_LOCAL);
    assertThat(service.findAll()).containsExactly(status);
    assertThat(service.madeOf("x")).contains("a");
    assertThat(service.madeOf("a")).isEmpty();
  }

  @Test
  void findsByWhateverIsNamed() throws Exception {
    service.startup(order("transcoder://1", "a", "x"));
    service.startup(order("transcoder://2", "a", "y"));
    assertThat(service.find("transcoder://2", null, null)).hasSize(1);
    assertThat(service.find(null, "a", null)).hasSize(2);
    assertThat(service.find(null, "a", "x")).hasSize(1);
    assertThat(service.find(null, "b", null)).isEmpty();
  }

  @Test
  void endsWhenItIsToldOrWhenItsSourceEnds() throws Exception {
    service.startup(order("transcoder://1", "a", "x"));
    service.startup(order("transcoder://2", "a", "y"));
    service.terminate("transcoder://1");
    assertThat(gateway.made.get(0).ends).containsExactly(EndReason.TERMINATED_BY_REST);
    gateway.made.get(1).ear.ended(EndReason.STOPPED_BY_PUBLISHER);
    assertThat(service.findAll()).isEmpty();
    refused(Kind.NOT_FOUND, () -> service.terminate("transcoder://1"));
    service.startup(order("transcoder://1", "a", "x"));
    service.closeAll(EndReason.SHUTDOWN);
    assertThat(gateway.made.get(2).ends).containsExactly(EndReason.SHUTDOWN);
  }

  @Test
  void watermarksAreSetAndTakenAway() throws Exception {
    service.startup(order("transcoder://1", "a", "x"));
    service.setWatermark("transcoder://1", WatermarkOrder.of("mark.png"));
    assertThat(gateway.made.get(0).mark).isEqualTo(new Mark("mark.png"));
    assertThat(service.findAll().get(0).encoder().watermark()).isEqualTo("mark.png");
    service.setWatermark("transcoder://1", WatermarkOrder.of(""));
    assertThat(gateway.made.get(0).mark).isNull();
    assertThat(service.findAll().get(0).encoder().watermark()).isNull();
    refused(Kind.MALFORMED, () -> service.setWatermark("transcoder://1", WatermarkOrder.of(null)));
    refused(Kind.NOT_FOUND, () -> service.setWatermark("transcoder://2", WatermarkOrder.of("m")));
    refused(
        Kind.NOT_FOUND,
        () -> service.setWatermark("transcoder://1", WatermarkOrder.of("absent.png")));
  }

  @Test
  void refusesWhatMakesNoSense() {
    refused(Kind.MALFORMED, () -> service.startup(order(null, "a", "x")));
    refused(Kind.MALFORMED, () -> service.startup(order("mixer://1", "a", "x")));
    refused(Kind.MALFORMED, () -> service.startup(order("transcoder://", "a", "x")));
    refused(Kind.MALFORMED, () -> service.startup(order("transcoder://1", null, "x")));
    refused(Kind.MALFORMED, () -> service.startup(order("transcoder://1", "a", "")));
    refused(
        Kind.MALFORMED,
        () -> service.startup(new TranscoderOrder("transcoder://1", "a", "x", null)));
    refused(Kind.NOT_FOUND, () -> service.startup(order("transcoder://1", "absent", "x")));
    refused(Kind.CONFLICT, () -> service.startup(order("transcoder://1", "a", "a")));
    for (TranscoderOrder.Video video :
        List.of(
            new TranscoderOrder.Video("H263", 0, 0, 0, 0, 0),
            new TranscoderOrder.Video(null, -1, 0, 0, 0, 0),
            new TranscoderOrder.Video(null, 0, 100_000, 0, 0, 0),
            new TranscoderOrder.Video(null, 0, 0, -5, 0, 0),
            new TranscoderOrder.Video(null, 0, 0, 0, 1_000, 0),
            new TranscoderOrder.Video(null, 0, 0, 0, 0, Integer.MAX_VALUE))) {
      refused(Kind.MALFORMED, () -> service.startup(order(video, AS_IT_IS)));
    }
    TranscoderOrder.Video any = new TranscoderOrder.Video(null, 0, 0, 0, 0, 0);
    for (TranscoderOrder.Audio audio :
        List.of(
            new TranscoderOrder.Audio("opus", -1, 0),
            new TranscoderOrder.Audio("opus", 0, -1),
            new TranscoderOrder.Audio("opus", 0, Integer.MAX_VALUE))) {
      refused(Kind.MALFORMED, () -> service.startup(order(any, audio)));
    }
    assertThat(service.findAll()).isEmpty();
    assertThat(gateway.made).isEmpty();
  }

  @Test
  void aUriIsUsedOnceAndFreeAgainAfterARefusal() throws Exception {
    gateway.refusing = true;
    refused(Kind.FAILED, () -> service.startup(order("transcoder://1", "a", "x")));
    gateway.refusing = false;
    service.startup(order("transcoder://1", "a", "x"));
    refused(Kind.CONFLICT, () -> service.startup(order("transcoder://1", "a", "y")));
  }

  private static TranscoderOrder order(
      @Nullable String uri, @Nullable String remote, @Nullable String local) {
    return new TranscoderOrder(
        uri,
        remote,
        local,
        new TranscoderOrder.Encoder(
            new TranscoderOrder.Video(null, 0, 0, 0, 0, 0), AS_IT_IS, null, null));
  }

  private static TranscoderOrder order(TranscoderOrder.Video video, TranscoderOrder.Audio audio) {
    return new TranscoderOrder(
        "transcoder://1", "a", "x", new TranscoderOrder.Encoder(video, audio, null, null));
  }

  private static void refused(Kind kind, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(
            RequestRefusedException.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }

  private record Mark(String file) implements TranscoderGateway.Mark {}

  private final class FakeTranscoders implements TranscoderGateway {
    final List<Plan> plans = new ArrayList<>();
    final List<FakeMade> made = new ArrayList<>();
    boolean refusing;

    @Override
    public Made start(MediaStream source, Plan plan, Ear ear) throws RequestRefusedException {
      if (refusing) {
        throw new RequestRefusedException(Kind.FAILED, "No available transcoders");
      }
      plans.add(plan);
      FakeMade running = new FakeMade(publishers.publish(plan.name()), ear);
      made.add(running);
      return running;
    }

    @Override
    public Mark mark(WatermarkOrder order) throws RequestRefusedException {
      if ("absent.png".equals(order.file())) {
        throw new RequestRefusedException(Kind.NOT_FOUND, "File not found");
      }
      return new TranscoderServiceTest.Mark(String.valueOf(order.file()));
    }
  }

  private final class FakeMade implements TranscoderGateway.Made {
    final List<EndReason> ends = new ArrayList<>();
    final TranscoderGateway.Ear ear;
    private final MediaStream stream;
    TranscoderGateway.@Nullable Mark mark;

    FakeMade(MediaStream stream, TranscoderGateway.Ear ear) {
      this.stream = stream;
      this.ear = ear;
    }

    @Override
    public MediaStream stream() {
      return stream;
    }

    @Override
    public void mark(TranscoderGateway.@Nullable Mark now) {
      mark = now;
    }

    @Override
    public void stop(EndReason reason) {
      ends.add(reason);
      hub.unpublish(stream, reason);
    }
  }
}
