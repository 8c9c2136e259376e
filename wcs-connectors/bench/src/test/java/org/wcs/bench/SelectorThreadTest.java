package org.wcs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SelectorThreadTest {
  private static final long WAIT_MILLIS = 60_000;

  @Test
  void worksForOthersOnItsOwnThreadEvenWhileItWaits() throws Exception {
    try (SelectorThread loop = waiting(key -> {})) {
      assertThat(loop.call(() -> Thread.currentThread().getName())).isEqualTo("the test");
      assertThatThrownBy(
              () ->
                  loop.call(
                      () -> {
                        throw new IOException("no");
                      }))
          .hasRootCauseMessage("no");
      assertThat(loop.call(() -> 7)).isEqualTo(7);
    }
  }

  @Test
  void servesSocketsThatAreReady() throws Exception {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    CompletableFuture<Byte> read = new CompletableFuture<>();
    try (SelectorThread loop =
        waiting(
            key -> {
              ByteBuffer one = ByteBuffer.allocate(1);
              pipe.source().read(one);
              read.complete(one.get(0));
            })) {
      loop.call(() -> pipe.source().register(loop.selector(), SelectionKey.OP_READ));
      pipe.sink().write(ByteBuffer.wrap(new byte[] {42}));
      assertThat(Joined.join(read)).isEqualTo((byte) 42);
    }
    pipe.sink().close();
    pipe.source().close();
  }

  @Test
  void endsWithItsFirstExceptionAndSaysSo() throws Exception {
    CompletableFuture<Boolean> turned = new CompletableFuture<>();
    SelectorThread loop =
        new SelectorThread(
            "the test",
            () -> {
              turned.complete(true);
              throw new IOException("broken");
            });
    loop.start();
    Joined.join(turned);
    loop.close();
    assertThatThrownBy(() -> loop.call(() -> 7)).hasMessage("the test has ended: broken");
  }

  private static SelectorThread waiting(SelectorThread.Ready ready) throws IOException {
    AtomicReference<SelectorThread> self = new AtomicReference<>();
    SelectorThread loop =
        new SelectorThread("the test", () -> self.get().select(ready, WAIT_MILLIS));
    self.set(loop);
    loop.start();
    return loop;
  }
}
