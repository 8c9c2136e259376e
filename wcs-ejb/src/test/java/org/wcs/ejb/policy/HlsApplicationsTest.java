package org.wcs.ejb.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.config.HlsConfig;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.LocalBackend;
import org.wcs.ejb.service.FakeApp;
import org.wcs.hls.HlsRequest;

class HlsApplicationsTest {

  private static final long SECOND = 1_000_000_000L;

  private final List<Runnable> threads = new ArrayList<>();
  private final FakeApp app = new FakeApp(threads::add);
  private long now;

  private HlsApplications policy(boolean asked, int seconds) {
    return new HlsApplications(
        app.hooks, new HlsConfig.Access(asked, Duration.ofSeconds(seconds), "token"), () -> now);
  }

  private static HlsRequest request(String file, String query) {
    HlsRequest request = HlsRequest.parse("/s/" + file, query, "client");
    assertThat(request).isNotNull();
    return request;
  }

  private void run() {
    while (!threads.isEmpty()) {
      threads.removeFirst().run();
    }
  }

  private boolean allows(HlsApplications policy, String query) {
    var answer = policy.allows(request("s.m3u8", query)).toCompletableFuture();
    run();
    assertThat(answer).isCompleted();
    return answer.join();
  }

  @Test
  void asksNobodyUnlessTheOperatorWantsIt() {
    assertThat(allows(policy(false, 30), "appKey=nobody")).isTrue();
    assertThat(app.heard).isEmpty();
  }

  @Test
  void asksForPlaylistsOnly() {
    HlsApplications policy = policy(true, 30);
    assertThat(policy.allows(request("s0.ts", "appKey=app")).toCompletableFuture().join()).isTrue();
    assertThat(app.heard).isEmpty();
    assertThat(allows(policy, "appKey=app&token=t")).isTrue();
    assertThat(app.last(HookMethod.PLAY_HLS).getString("sessionId")).isEqualTo("s-HLS");
    assertThat(app.last(HookMethod.PLAY_HLS).getString("token")).isEqualTo("t");
    assertThat(app.last(HookMethod.PLAY_HLS).getString("mediaSessionId")).endsWith("-s-HLS");
    assertThat(app.told()).containsExactly("playHLS s NEW");
  }

  @Test
  void trustsAConsentForAWhile() {
    HlsApplications policy = policy(true, 30);
    assertThat(allows(policy, "appKey=app&token=t")).isTrue();
    now = 29 * SECOND;
    assertThat(allows(policy, "appKey=app&token=t&_HLS_msn=1")).isTrue();
    assertThat(app.heard).hasSize(1);
    assertThat(allows(policy, "appKey=app&token=u")).isTrue();
    assertThat(app.heard).hasSize(2);
    now = 30 * SECOND;
    app.answer(HookMethod.PLAY_HLS, LocalBackend.Reply.refused("Expired"));
    assertThat(allows(policy, "appKey=app&token=t")).isFalse();
    assertThat(app.heard).hasSize(3);
  }

  @Test
  void asksAgainAfterARefusal() {
    HlsApplications policy = policy(true, 30);
    app.answer(HookMethod.PLAY_HLS, LocalBackend.Reply.refused("No"));
    assertThat(allows(policy, "appKey=app")).isFalse();
    assertThat(allows(policy, "appKey=app")).isFalse();
    assertThat(app.heard).hasSize(2);
    assertThat(allows(policy, "appKey=nobody")).isFalse();
  }

  @Test
  void nobodyGetsAroundTheBackendByNamingAnApplicationWithoutOne() {
    app.defaultApp(true);
    app.answer(HookMethod.PLAY_HLS, LocalBackend.Reply.refused("No"));
    HlsApplications policy = policy(true, 30);
    assertThat(allows(policy, "")).isFalse();
    assertThat(allows(policy, "appKey=flashStreamingApp")).isFalse();
    assertThat(app.heard).hasSize(2);
    app.defaultApp(false);
    assertThat(allows(policy, "appKey=flashStreamingApp")).isTrue();
  }

  @Test
  void asksOnceForThoseWhoComeTogether() {
    HlsApplications policy = policy(true, 0);
    var one = policy.allows(request("s.m3u8", "appKey=app")).toCompletableFuture();
    var other = policy.allows(request("ll.m3u8", "appKey=app")).toCompletableFuture();
    assertThat(one).isNotCompleted();
    run();
    assertThat(one.join()).isTrue();
    assertThat(other.join()).isTrue();
    assertThat(app.heard).hasSize(1);
    assertThat(allows(policy, "appKey=app")).isTrue();
    assertThat(app.heard).hasSize(2);
  }
}
