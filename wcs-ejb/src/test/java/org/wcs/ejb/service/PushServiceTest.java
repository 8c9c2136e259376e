package org.wcs.ejb.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.StreamFilter;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamHub;

final class PushServiceTest {

  private static final String URL = "rtmp://host/live";

  private final StreamHub hub = new StreamHub();
  private final FakeRemoteGateway gateway = new FakeRemoteGateway(hub, "rtmp", "rtmps");
  private final PushService service = gateway.pushes(PushService.Settings.DEFAULT);

  @Test
  void namesTheStreamThereByItsPrefix() throws Exception {
    gateway.publish("cam");

    PushStatus push = service.startup(request("cam", URL, null));

    assertThat(gateway.last().address).isEqualTo(new RtmpAddress(URL, "rtmp_cam"));
    assertThat(push.targetName()).isEqualTo("rtmp_cam");
    assertThat(push.rtmpUrl()).isEqualTo(URL);
    assertThat(push.sound()).isEqualTo(PushStatus.Sound.PLAIN);
  }

  @Test
  void takesTheWholeUrlWhereThatIsAskedFor() throws Exception {
    gateway.publish("cam");

    PushStatus push = service.startup(request("cam", "rtmp://host/live/key?a=b", true));

    assertThat(gateway.last().address).isEqualTo(new RtmpAddress(URL, "key?a=b"));
    assertThat(push.targetName()).isEqualTo("key");
  }

  @Test
  void theServersSettingDecidesWhereTheRequestDoesNot() throws Exception {
    PushService full = gateway.pushes(new PushService.Settings("x_", true, 10));
    gateway.publish("cam");

    full.startup(request("cam", "rtmp://host/live/key", null));
    full.startup(request("cam", "rtmp://host/live", false));

    assertThat(gateway.links)
        .extracting(link -> link.address.stream())
        .containsExactly("key", "x_cam");
  }

  @Test
  void refusesBadUrlsUnknownStreamsAndTheSameTwice() throws Exception {
    gateway.publish("cam");
    service.startup(request("cam", URL, null));

    refused(Kind.MALFORMED, () -> service.startup(request("cam", "http://host/live", null)));
    refused(Kind.MALFORMED, () -> service.startup(request("cam", URL, true)));
    refused(Kind.NOT_FOUND, () -> service.startup(request("other", URL, null)));
    refused(Kind.CONFLICT, () -> service.startup(request("cam", URL + "/", null)));
    assertThat(gateway.links).hasSize(1);
  }

  @Test
  void isListedAsAPlayerAndEndedAsOne() throws Exception {
    gateway.publish("cam");
    String id = service.startup(request("cam", URL, null)).mediaSessionId();

    LiveStream before = service.streams(StreamFilter.ALL).getFirst();
    gateway.last().events.flowing(hub.find("cam").orElseThrow());
    LiveStream after = service.streams(StreamFilter.ALL).getFirst();

    assertThat(before.mediaSessionId()).isEqualTo(id);
    assertThat(before.state()).isEqualTo(LiveStream.State.PENDING);
    assertThat(after.state()).isEqualTo(LiveStream.State.PLAYING);
    assertThat(after.published()).isFalse();
    assertThat(service.terminate("another", EndReason.TERMINATED_BY_REST)).isFalse();
    assertThat(service.terminate(id, EndReason.TERMINATED_BY_REST)).isTrue();
    assertThat(gateway.last().closedWith).isEqualTo(EndReason.TERMINATED_BY_REST);
    assertThat(service.streams(StreamFilter.ALL)).isEmpty();
  }

  @Test
  void aRefusalOfTheGatewayLeavesNothingBehind() throws Exception {
    gateway.publish("cam");
    gateway.refusing = true;
    refused(Kind.FAILED, () -> service.startup(request("cam", URL, null)));
    gateway.refusing = false;

    service.startup(request("cam", URL, null));

    assertThat(service.find(null, null)).hasSize(1);
  }

  @Test
  void findsByTheNameHereOrThereAndByUrl() throws Exception {
    gateway.publish("a");
    gateway.publish("b");
    service.startup(request("a", URL, null));
    service.startup(request("b", "rtmp://other/live", null));

    assertThat(service.find("rtmp_a", null)).hasSize(1);
    assertThat(service.find("a", null)).hasSize(1);
    assertThat(service.find(null, "rtmp://other/live")).hasSize(1);
    assertThat(service.find("a", "rtmp://other/live")).isEmpty();
    assertThat(service.find(null, null)).hasSize(2);
  }

  @Test
  void terminatesOnceOnly() throws Exception {
    gateway.publish("cam");
    String id = service.startup(request("cam", URL, null)).mediaSessionId();

    service.terminate(id);

    assertThat(gateway.last().closedWith).isEqualTo(EndReason.TERMINATED_BY_REST);
    assertThat(service.find(null, null)).isEmpty();
    refused(Kind.NOT_FOUND, () -> service.terminate(id));
    service.startup(request("cam", URL, null));
  }

  @Test
  void mutesAndTellsIt() throws Exception {
    gateway.publish("cam");
    String id = service.startup(request("cam", URL, null)).mediaSessionId();

    service.mute(id, true);

    assertThat(gateway.last().push.sound().muted()).isTrue();
    assertThat(service.find(null, null).getFirst().sound().muted()).isTrue();
    service.mute(id, false);
    assertThat(gateway.last().push.sound().muted()).isFalse();
    refused(Kind.NOT_FOUND, () -> service.mute("none", true));
  }

  @Test
  void mayBeginMuted() throws Exception {
    gateway.publish("cam");

    PushStatus push =
        service.startup(new PushRequest("cam", URL, null, new PushRequest.Options("mute", "")));

    assertThat(push.sound().muted()).isTrue();
    assertThat(gateway.last().push.sound().muted()).isTrue();
  }

  @Test
  void endsWithItsStream() throws Exception {
    MediaStream stream = gateway.publish("cam");
    service.republish("cam", URL);
    gateway.lane.run(() -> {});

    hub.unpublish(stream, EndReason.STOPPED_BY_USER);
    gateway.lane.run(() -> {});

    assertThat(gateway.last().closedWith).isEqualTo(EndReason.STOPPED_BY_PUBLISHER);
    assertThat(service.find(null, null)).isEmpty();
  }

  @Test
  void isForgottenWhenTheLinkGivesUp() throws Exception {
    gateway.publish("cam");
    service.startup(request("cam", URL, null));

    gateway.last().events.ended(EndReason.FAILED, "refused");

    assertThat(service.find(null, null)).isEmpty();
  }

  @Test
  void keepsToItsLimitAndClosesAll() throws Exception {
    PushService small = gateway.pushes(new PushService.Settings("", false, 1));
    gateway.publish("a");
    gateway.publish("b");
    small.startup(request("a", URL, null));
    refused(Kind.FAILED, () -> small.startup(request("b", URL, null)));

    small.closeAll(EndReason.SHUTDOWN);

    assertThat(gateway.last().closedWith).isEqualTo(EndReason.SHUTDOWN);
    assertThat(small.find(null, null)).isEqualTo(List.of());
  }

  @Test
  void sendsByTheProtocolOfTheUrl() throws Exception {
    FakeRemoteGateway rtsp = new FakeRemoteGateway(hub, "rtsp", "rtsps");
    PushService both = gateway.pushes(PushService.Settings.DEFAULT, rtsp);
    gateway.publish("cam");
    String url = "rtsp://me:secret@host:8554/live/key?a=b";

    PushStatus push = both.startup(request("cam", url, null));
    both.startup(request("cam", URL, null));

    assertThat(gateway.links).hasSize(1);
    assertThat(rtsp.links).hasSize(1);
    assertThat(rtsp.last().address.url()).isEqualTo("rtsp://host:8554/live/key?a=b");
    assertThat(push.targetName()).isEqualTo("live/key");
    assertThat(push.rtmpUrl()).isEqualTo(url);
    assertThat(both.find("live/key", null)).containsExactly(push);
    refused(Kind.CONFLICT, () -> both.startup(request("cam", url, true)));
    refused(Kind.MALFORMED, () -> both.startup(request("cam", "rtsp://host", null)));
    refused(Kind.MALFORMED, () -> both.startup(request("cam", "srt://host/x", null)));

    both.terminate(push.mediaSessionId());
    assertThat(rtsp.last().closedWith).isEqualTo(EndReason.TERMINATED_BY_REST);
    assertThat(both.find(null, url)).isEmpty();
  }

  @Test
  void saysThatTheSoundOfSomeProtocolsCannotBeChanged() throws Exception {
    FakeRemoteGateway rtsp = new FakeRemoteGateway(hub, "rtsp", "rtsps");
    PushService service = rtsp.pushes(PushService.Settings.DEFAULT);
    rtsp.publish("cam");
    String url = "rtsp://host/key";
    PushRequest.Options muted = new PushRequest.Options("mute", "");
    refused(Kind.FAILED, () -> service.startup(new PushRequest("cam", url, null, muted)));
    assertThat(rtsp.links).isEmpty();

    String id = service.startup(request("cam", url, null)).mediaSessionId();
    refused(Kind.FAILED, () -> service.mute(id, true));
    refused(Kind.FAILED, () -> service.playSound(id, "x.wav", false));
    refused(Kind.FAILED, () -> service.stopSound(id));
    assertThat(service.find(null, null).getFirst().sound()).isEqualTo(PushStatus.Sound.PLAIN);
  }

  private static PushRequest request(String stream, String url, Boolean full) {
    return new PushRequest(stream, url, full, PushRequest.Options.NONE);
  }

  private static void refused(Kind kind, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(
            RequestRefusedException.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }
}
