package org.wcs.ejb.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.wcs.ejb.service.FakeClient.order;

import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.hook.HookAnswer;
import org.wcs.ejb.live.LiveConnection;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.StreamFilter;
import org.wcs.stream.EndReason;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamHub;
import org.wcs.webrtc.PeerRequest;
import org.wcs.webrtc.PeerRequest.TransportChoice;

class StreamServiceTest {

  private final StreamHub hub = new StreamHub();
  private final FakeGateway gateway = new FakeGateway(hub);
  private final FakeRemoteGateway rtmp = new FakeRemoteGateway(hub, "rtmp", "rtmps");
  private final FakeRemoteGateway cameras = new FakeRemoteGateway(hub, "rtsp", "rtsps");
  private final RemoteStreams remote = rtmp.streams(cameras);
  private final StreamService streams =
      new StreamService(
          hub, gateway, Clock.systemUTC(), WcsConfig.defaults().signalling().session(), remote);
  private final SessionService sessions =
      new SessionService(
          WcsConfig.defaults().signalling(), streams, new FakeApp().hooks, Runnable::run, () -> 0L);
  private final FakeClient alice = new FakeClient();
  private final FakeClient bob = new FakeClient();
  private final ClientSession aliceSession = established(alice, 1001);
  private final ClientSession bobSession = established(bob, 1002);

  private ClientSession established(FakeClient client, int port) {
    ClientSession session =
        sessions.open(FakeClient.address(port), FakeClient.SERVER, client).orElseThrow();
    HookAnswer answer =
        sessions.establish(
            session,
            new ClientSession.Introduction(
                "defaultApp", false, null, null, JsonValue.EMPTY_JSON_OBJECT));
    assertThat(answer).isInstanceOf(HookAnswer.Go.class);
    return session;
  }

  private FakeGateway.FakePeer publish(ClientSession session, String id, String name) {
    streams.publish(session, order(id, name));
    FakeGateway.FakePeer peer = gateway.last();
    peer.connect();
    return peer;
  }

  private FakeGateway.FakePeer play(ClientSession session, String id, String name) {
    streams.play(session, order(id, name));
    FakeGateway.FakePeer peer = gateway.last();
    peer.connect();
    return peer;
  }

  private void assertNothingIsLeft() {
    gateway.lane.drain();
    assertThat(streams.open()).isEmpty();
    assertThat(hub.streams()).isEmpty();
    assertThat(aliceSession.mediaCount()).isZero();
    assertThat(bobSession.mediaCount()).isZero();
  }

  @Test
  void answersBeforeItSaysThatItPublishes() {
    publish(aliceSession, "a1", "s");
    assertThat(alice.heard.get(0)).isInstanceOf(SessionEvent.Answer.class);
    assertThat(alice.statuses()).containsExactly("PUBLISHING");
  }

  @Test
  void confirmsAStopOfThePublisherAndTellsThePlayers() {
    publish(aliceSession, "a1", "s");
    play(bobSession, "b1", "s");
    streams.stop(aliceSession, "a1", true);
    gateway.lane.drain();
    assertThat(alice.statuses()).containsExactly("PUBLISHING", "UNPUBLISHED Stopped by user");
    assertThat(bob.statuses()).containsExactly("PLAYING", "STOPPED Stopped by publisher stop");
    assertNothingIsLeft();
  }

  @Test
  void tellsPlayersOfAPublisherThatBrokeThatItStopped() {
    FakeGateway.FakePeer peer = publish(aliceSession, "a1", "s");
    play(bobSession, "b1", "s");
    peer.close(EndReason.ICE_KEEP_ALIVE);
    gateway.lane.drain();
    assertThat(alice.statuses()).endsWith("FAILED Failed by ICE keep alive");
    assertThat(bob.statuses()).endsWith("STOPPED Stopped by publisher stop");
    assertNothingIsLeft();
  }

  @Test
  void keepsTheReasonOfAPlayerThatBrokeItself() {
    publish(aliceSession, "a1", "s");
    play(bobSession, "b1", "s").close(EndReason.ICE_TIMEOUT);
    gateway.lane.drain();
    assertThat(bob.statuses()).endsWith("FAILED Failed by ICE timeout");
    assertThat(hub.find("s")).isPresent();
  }

  @Test
  void endsEverythingOfASessionThatIsGone() {
    publish(aliceSession, "a1", "s");
    publish(aliceSession, "a2", "t");
    play(bobSession, "b1", "s");
    sessions.closed(aliceSession);
    gateway.lane.drain();
    assertThat(gateway.peers.get(0).closedWith).isEqualTo(EndReason.SESSION_DISCONNECTED);
    assertThat(bob.statuses()).endsWith("STOPPED Stopped by publisher stop");
    assertNothingIsLeft();
    assertThat(sessions.sockets()).isEqualTo(1);
  }

  @Test
  void refusesABusyNameToAnotherSession() {
    publish(aliceSession, "a1", "s");
    streams.publish(bobSession, order("b1", "s"));
    assertThat(bob.statuses()).containsExactly("FAILED Stream name is already in use");
    assertThat(bobSession.mediaCount()).isZero();
    assertThat(alice.statuses()).containsExactly("PUBLISHING");
  }

  @Test
  void letsTheSameSessionTakeItsNameOver() {
    publish(aliceSession, "a1", "s");
    play(bobSession, "b1", "s");
    publish(aliceSession, "a2", "s");
    gateway.lane.drain();
    assertThat(alice.statuses())
        .contains("PUBLISHING", "UNPUBLISHED Stopped by publisher stop")
        .hasSize(3);
    assertThat(bob.statuses()).endsWith("STOPPED Stopped by publisher stop");
    assertThat(hub.find("s").orElseThrow().publisher().mediaSessionId()).isEqualTo("a2");
  }

  @Test
  void refusesAMediaSessionThatIsInUseUntilItHasEnded() {
    publish(aliceSession, "a1", "s");
    streams.play(aliceSession, order("a1", "s"));
    assertThat(alice.statuses()).endsWith("FAILED MediaSessionId is already in use");
    streams.stop(aliceSession, "a1", true);
    gateway.lane.drain();
    publish(aliceSession, "a1", "s");
    assertThat(alice.statuses()).endsWith("PUBLISHING");
  }

  @Test
  void allowsTheSameMediaSessionIdInTwoSessions() {
    publish(aliceSession, "x", "s");
    play(bobSession, "x", "s");
    assertThat(bob.statuses()).containsExactly("PLAYING");
  }

  @Test
  void refusesWithoutAMediaSessionId() {
    streams.publish(aliceSession, order(null, "s"));
    streams.play(aliceSession, order("", "s"));
    streams.stop(aliceSession, null, false);
    assertThat(alice.statuses()).hasSize(3).containsOnly("FAILED MediaSessionId is null");
  }

  @Test
  void refusesBeforeTheSessionIsEstablished() {
    FakeClient carol = new FakeClient();
    ClientSession session =
        sessions.open(FakeClient.address(1003), FakeClient.SERVER, carol).orElseThrow();
    streams.publish(session, order("c1", "s"));
    assertThat(carol.statuses()).containsExactly("FAILED Session not ready");
    assertThat(gateway.peers).isEmpty();
  }

  @Test
  void stopsWhatIsStillPending() {
    streams.publish(aliceSession, order("a1", "s"));
    streams.stop(aliceSession, "a1", true);
    gateway.lane.drain();
    gateway.last().connect();
    assertThat(alice.statuses()).containsExactly("UNPUBLISHED Stopped by user");
    assertNothingIsLeft();
  }

  @Test
  void doesNotReportABreakAfterTheClientAskedToStop() {
    FakeGateway.FakePeer peer = publish(aliceSession, "a1", "s");
    peer.close(EndReason.DTLS_ERROR);
    streams.stop(aliceSession, "a1", true);
    gateway.lane.drain();
    assertThat(alice.statuses()).containsExactly("PUBLISHING", "UNPUBLISHED Stopped by user");
  }

  @Test
  void confirmsOnceWhenTheMediaPathBringsTheEndBeforeTheRequest() {
    publish(aliceSession, "a1", "s").close(EndReason.STOPPED_BY_USER);
    gateway.lane.drain();
    streams.stop(aliceSession, "a1", true);
    assertThat(alice.statuses()).containsExactly("PUBLISHING", "UNPUBLISHED Stopped by user");
  }

  @Test
  void answersTheStopOfSomethingUnknown() {
    streams.stop(aliceSession, "nothing", false);
    assertThat(alice.statuses()).containsExactly("FAILED Stream not found");
  }

  @ParameterizedTest
  @CsvSource({
    "missing, Stream not found",
    "vod://film.mp4, File not found",
    "vod-live://film.mp4, File not found",
    "rtsp://camera, Bad URI",
    "rtmp://host, Bad URI",
    "'', Bad URI"
  })
  void saysWhyANameCannotBePlayed(String name, String info) {
    streams.play(aliceSession, order("a1", name));
    assertThat(alice.statuses()).containsExactly("FAILED " + info);
  }

  @Test
  void refusesWhatNeedsARecorderOrAServerThatIsNone() {
    publish(bobSession, "b1", "s");
    streams.publish(aliceSession, with(extras(true, null)));
    streams.publish(aliceSession, with(extras(false, "http://other/app")));
    assertThat(alice.statuses())
        .containsExactly("FAILED Recording is not available", "FAILED Failed by RTMP writer error");
  }

  @Test
  void refusesOtherMediaProviders() {
    streams.play(
        aliceSession,
        new StreamOrder(
            "a1",
            "s",
            "MSE",
            "v=0",
            TransportChoice.ANY,
            false,
            PeerRequest.Video.AS_IS,
            StreamOrder.Extras.NONE));
    assertThat(alice.statuses()).containsExactly("FAILED Media provider MSE is not available");
  }

  @Test
  void passesMuteAndDataOfThePublisherOn() {
    publish(aliceSession, "a1", "s");
    play(bobSession, "b1", "s");
    streams.event(aliceSession, "a1", "audioMuted", "null");
    streams.event(aliceSession, "a1", "data", "{\"x\":1}");
    gateway.last().stream().tracks().getFirst().resize(640, 480);
    gateway.last().stream().tell(new StreamEvent.Resized(640, 480));
    gateway.lane.drain();
    assertThat(bob.notices()).containsExactly("audioMuted", "data", "resize");
    assertThat(bob.first(SessionEvent.Notice.class).orElseThrow().mediaSessionId()).isEqualTo("b1");
  }

  @Test
  void tellsALateViewerWhatIsMuted() {
    publish(aliceSession, "a1", "s");
    streams.event(aliceSession, "a1", "videoMuted", "null");
    gateway.lane.drain();
    play(bobSession, "b1", "s");
    assertThat(bob.notices()).containsExactly("videoMuted");
  }

  @Test
  void refusesEventsOfThoseWhoDoNotPublish() {
    publish(aliceSession, "a1", "s");
    play(bobSession, "b1", "s");
    streams.event(bobSession, "b1", "audioMuted", "null");
    streams.event(aliceSession, "a1", "somethingElse", "null");
    gateway.lane.drain();
    assertThat(bob.first(SessionEvent.Refused.class)).isPresent();
    assertThat(alice.first(SessionEvent.Refused.class).orElseThrow().info())
        .isEqualTo("Unknown stream event somethingElse");
    assertThat(bob.notices()).isEmpty();
  }

  @Test
  void saysWhetherAStreamCanBePlayed() {
    streams.available(bobSession, "x", "s");
    streams.publish(aliceSession, order("a1", "s"));
    streams.available(bobSession, "x", "s");
    gateway.last().connect();
    streams.available(bobSession, "x", "s");
    assertThat(bob.heard)
        .containsExactly(
            new SessionEvent.Available("x", false, "Stream not found"),
            new SessionEvent.Available("x", false, "Publish stream is not ready"),
            new SessionEvent.Available("x", true, ""));
  }

  @Test
  void tellsVideoRatesOfLiveVideoOnly() {
    streams.publish(aliceSession, order("a1", "s"));
    streams.tellRates(aliceSession);
    assertThat(alice.first(SessionEvent.VideoRate.class)).isEmpty();
    gateway.last().connect();
    streams.tellRates(aliceSession);
    SessionEvent.VideoRate rate = alice.first(SessionEvent.VideoRate.class).orElseThrow();
    assertThat(rate.inbound()).isTrue();
    assertThat(rate.figures().bitsPerSecond()).isEqualTo(500_000);
    assertThat(rate.figures().lostPackets()).isEqualTo(7);
  }

  @Test
  void tellsNoVideoRateWhereTheAnswerRefusesVideo() {
    gateway.answer = "v=0\r\nm=audio 9 X 0\r\nm=video 0 X 96\r\n";
    publish(aliceSession, "a1", "s");
    streams.tellRates(aliceSession);
    assertThat(alice.first(SessionEvent.VideoRate.class)).isEmpty();
  }

  @Test
  void tellsEverybodyWhenTheServerGoesDown() {
    publish(aliceSession, "a1", "s");
    play(bobSession, "b1", "s");
    new ArrayList<>(List.copyOf(gateway.peers)).forEach(peer -> peer.close(EndReason.SHUTDOWN));
    gateway.lane.drain();
    assertThat(alice.statuses()).endsWith("FAILED Requested stream shutdown");
    assertThat(bob.statuses()).last().asString().contains("Requested stream shutdown");
    assertNothingIsLeft();
  }

  @Test
  void anOperatorEndsAPublisherAndItsPlayersAreToldTheSame() {
    publish(aliceSession, "a1", "s");
    play(bobSession, "b1", "s");
    assertThat(streams.terminate("a1", EndReason.TERMINATED_BY_REST)).isTrue();
    gateway.lane.drain();
    assertThat(alice.statuses()).endsWith("UNPUBLISHED Stopped by rest /terminate");
    assertThat(bob.statuses()).endsWith("STOPPED Stopped by rest /terminate");
    assertNothingIsLeft();
    assertThat(streams.terminate("a1", EndReason.TERMINATED_BY_REST)).isFalse();
  }

  @Test
  void anOperatorEndsAPlayerAlone() {
    publish(aliceSession, "a1", "s");
    play(bobSession, "b1", "s");
    streams.play(bobSession, order("b2", "rtmp://other/live/cam"));
    assertThat(streams.terminate("b1", EndReason.TERMINATED_BY_REST)).isTrue();
    assertThat(streams.terminate("b2", EndReason.TERMINATED_BY_REST)).isTrue();
    gateway.lane.drain();
    rtmp.last().events.ended(EndReason.FAILED, "Connection refused");
    assertThat(bob.statuses())
        .containsExactly(
            "PLAYING", "STOPPED Stopped by rest /terminate", "STOPPED Stopped by rest /terminate");
    assertThat(alice.statuses()).containsExactly("PUBLISHING");
  }

  @Test
  void anOperatorEndsASessionWithAllItsStreams() {
    publish(aliceSession, "a1", "s");
    assertThat(sessions.terminate(aliceSession.id())).isTrue();
    gateway.lane.drain();
    assertThat(alice.closed).isEqualTo("Stopped by rest /terminate");
    assertNothingIsLeft();
    assertThat(sessions.terminate(aliceSession.id())).isFalse();
  }

  @Test
  void listsWhoPublishesAndWhoPlays() {
    publish(aliceSession, "a1", "s");
    play(bobSession, "b1", "s");
    assertThat(streams.streams(StreamFilter.ALL))
        .extracting(LiveStream::mediaSessionId, LiveStream::state)
        .containsExactlyInAnyOrder(
            tuple("a1", LiveStream.State.PUBLISHING), tuple("b1", LiveStream.State.PLAYING));
    assertThat(streams.streams(StreamFilter.named("t"))).isEmpty();
    assertThat(sessions.connections())
        .extracting(LiveConnection::sessionId, LiveConnection::streams)
        .containsExactlyInAnyOrder(tuple(aliceSession.id(), 1), tuple(bobSession.id(), 1));
  }

  @Test
  void aNameThatIsAUrlIsFetchedAndThenPlayed() {
    streams.play(aliceSession, order("a1", "rtmp://other/live/cam"));
    assertThat(alice.statuses()).isEmpty();
    assertThat(rtmp.last().pull.uri()).isEqualTo("rtmp://other/live/cam");
    rtmp.last().flow();
    gateway.last().connect();
    assertThat(alice.statuses()).containsExactly("PLAYING");
  }

  @Test
  void aCameraIsPlayedByItsUrlAndOneWithoutPathIsTold() {
    streams.play(aliceSession, order("a1", "RTSP://admin:pw@camera/1"));
    streams.play(bobSession, order("b1", "rtsps://camera/2"));
    assertThat(cameras.links).hasSize(2);
    cameras.links.getFirst().flow();
    gateway.last().connect();
    cameras.last().events.ended(EndReason.NOT_FOUND, "Rtsp stream not found");

    assertThat(alice.statuses()).containsExactly("PLAYING");
    assertThat(bob.statuses()).containsExactly("FAILED Rtsp stream not found");
    assertThat(rtmp.links).isEmpty();
  }

  @Test
  void whatIsFetchedUnderANameOfItsOwnIsPlayedByItsUrlToo() throws RequestRefusedException {
    remote.cameras().pull("rtsp://camera/1", "door", false);
    streams.play(aliceSession, order("a1", "rtsp://camera/1"));
    cameras.last().flow();
    gateway.last().connect();

    assertThat(cameras.links).hasSize(1);
    assertThat(gateway.last().stream().name()).isEqualTo("door");
    assertThat(alice.statuses()).containsExactly("PLAYING");
  }

  @Test
  void whatCannotBeFetchedIsNotPlayedAndWhoStopsWaitingIsTold() {
    streams.play(aliceSession, order("a1", "rtmp://other/live/cam"));
    rtmp.last().events.ended(EndReason.FAILED, "Connection refused");
    streams.play(bobSession, order("b1", "rtmp://other/live/other"));
    streams.stop(bobSession, "b1", false);
    rtmp.last().events.ended(EndReason.FAILED, "Connection refused");
    assertThat(alice.statuses()).containsExactly("FAILED Connection refused");
    assertThat(bob.statuses()).containsExactly("STOPPED Stopped by user");
    assertNothingIsLeft();
  }

  @Test
  void aPublisherWithAUrlIsSentThereOnceItIsLive() {
    streams.publish(aliceSession, with(extras(false, "rtmp://other/live")));
    assertThat(rtmp.links).isEmpty();
    gateway.last().connect();
    assertThat(rtmp.last().address.url()).isEqualTo("rtmp://other/live/rtmp_s");
  }

  private static StreamOrder.Extras extras(boolean record, String rtmpUrl) {
    return new StreamOrder.Extras(record, rtmpUrl, JsonValue.EMPTY_JSON_OBJECT);
  }

  private static StreamOrder with(StreamOrder.Extras extras) {
    return new StreamOrder(
        "m",
        "s",
        StreamOrder.WEBRTC,
        "v=0",
        TransportChoice.ANY,
        false,
        PeerRequest.Video.AS_IS,
        extras);
  }
}
