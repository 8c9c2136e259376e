package org.wcs.ejb.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.stream.StreamHub;

final class SnapshotServiceTest {

  private final StreamHub hub = new StreamHub();
  private final FakeRemoteGateway publishers = new FakeRemoteGateway(hub, "rtmp", "rtmps");
  private final List<CompletableFuture<byte[]>> taking = new ArrayList<>();
  private final SnapshotService service =
      new SnapshotService(
          hub,
          stream -> {
            CompletableFuture<byte[]> next = new CompletableFuture<>();
            taking.add(next);
            return next;
          });

  @Test
  void whoAsksWhileOneIsTakenGetsThatOne() {
    publishers.publish("a");
    publishers.publish("b");
    CompletionStage<byte[]> first = service.take("a");
    CompletionStage<byte[]> second = service.take("a");
    CompletionStage<byte[]> other = service.take("b");
    assertThat(taking).hasSize(2);
    byte[] png = {1};
    taking.get(0).complete(png);
    assertThat(first.toCompletableFuture().join()).isSameAs(png);
    assertThat(second.toCompletableFuture().join()).isSameAs(png);
    assertThat(other.toCompletableFuture()).isNotDone();
    service.take("a");
    assertThat(taking).hasSize(3);
  }

  @Test
  void refusalsAreTold() {
    publishers.publish("a");
    assertThat(refusal(service.take("absent"))).isEqualTo(Kind.NOT_FOUND);
    assertThat(refusal(service.take(null))).isEqualTo(Kind.MALFORMED);
    CompletionStage<byte[]> failing = service.take("a");
    taking.get(0).completeExceptionally(new IllegalStateException("no key frame"));
    assertThat(refusal(failing)).isEqualTo(Kind.FAILED);
    service.take("a");
    assertThat(taking).hasSize(2);
  }

  private static Kind refusal(CompletionStage<byte[]> answer) {
    Throwable fault = answer.handle((png, why) -> why).toCompletableFuture().join();
    if (fault instanceof RequestRefusedException refused) {
      return refused.kind();
    }
    throw new AssertionError("not refused", fault);
  }
}
