package org.wcs.rtsp.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.rtsp.ingest.Stage.MILLI;
import static org.wcs.rtsp.ingest.Stage.SECOND;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/** How publications end, and who may go on with them. */
final class IngestEndTest extends IngestCase {

  @Test
  void silenceEndsThePublication() {
    stage.plan(Stage.sdp(true));
    sound();
    Stage.Ear<RtpPacket> ear = stage.packets(stage.audio());
    stage.pass(Stage.CONFIG.mediaTimeout().toNanos() + SECOND);
    assertThat(stage.ended).containsExactly("RTP_ACTIVITY");
    assertThat(ear.ends).containsExactly(EndReason.RTP_ACTIVITY);
    assertThat(stage.hub.find("cam")).isEmpty();
    sound();
    assertThat(stage.hub.find("cam")).isEmpty();
  }

  @Test
  void aConnectionThatIsLostLeavesTheStreamToTheNext() {
    stage.plan(Stage.sdp(true));
    sound();
    picture(true);
    MediaStream stream = stage.stream();
    Stage.Ear<RtpPacket> ear = stage.packets(stage.audio());
    Stage.Ear<Frame> frames = stage.frames(stage.video());
    stage.lane.run(stage.ingest::interrupted);
    stage.pass(2 * Stage.CONFIG.mediaTimeout().toNanos());
    assertThat(stage.ended).isEmpty();
    assertThat(stage.plan(Stage.sdp(true))).isTrue();
    audio.ssrc = 0x77;
    audio.sequence = 5;
    audio.timestamp = 99;
    sound();
    video.ssrc = 0x78;
    picture(true);
    assertThat(stage.stream()).isSameAs(stream);
    assertThat(numbers(ear.units)).containsExactly(0L, 2L);
    assertThat(ear.units.get(1).pts()).isGreaterThan(900_000L);
    picture(false);
    picture(false);
    stage.pass(SECOND);
    picture(false);
    assertThat(frames.units).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void theSameSourceOverAnotherConnectionGoesOnToo() {
    stage.plan(Stage.sdp(true));
    sound();
    stage.lane.run(stage.ingest::interrupted);
    stage.pass(50 * MILLI);
    stage.plan(Stage.sdp(true));
    audio.sequence = 0; // it begins anew
    audio.timestamp = 0;
    sound();
    Stage.Ear<RtpPacket> ear = stage.packets(stage.audio());
    assertThat(numbers(ear.units)).containsExactly(0L, 2L);
    assertThat(ear.units.get(1).pts()).isEqualTo(400);
  }

  @Test
  void otherCodecsAreAnotherStream() {
    stage.plan(Stage.sdp(true));
    sound();
    MediaStream first = stage.stream();
    stage.lane.run(stage.ingest::interrupted);
    stage.plan(Stage.sdp(true).replace("RTP/AVP 0", "RTP/AVP 8"));
    audio.payloadType = 8;
    sound();
    assertThat(first.live()).isFalse();
    assertThat(stage.stream().track(Codec.Kind.AUDIO).orElseThrow().codec())
        .isEqualTo(new Codec.Pcma());
    assertThat(stage.published).hasSize(2);
  }

  @Test
  void aNameThatIsAnothersIsNotTaken() {
    MediaStream other =
        new MediaStream("cam", new Publisher("x", "y", "z"), stage.lane, List.of(), reason -> {});
    assertThat(stage.hub.publish(other)).isTrue();
    stage.plan(Stage.sdp(true));
    sound();
    sound();
    assertThat(stage.ended).containsExactly("NAME_IN_USE");
    assertThat(stage.stream()).isSameAs(other);
  }

  @Test
  void whoStopsTheStreamStopsThePublication() {
    stage.plan(Stage.sdp(true));
    sound();
    stage.stream().stop(EndReason.TERMINATED_BY_REST);
    stage.lane.drain();
    assertThat(stage.ended).containsExactly("TERMINATED_BY_REST");
    assertThat(stage.hub.find("cam")).isEmpty();
    assertThat(stage.plan(Stage.sdp(true))).isFalse();
  }
}
