package org.wcs.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class SerialExecutorTest {

  private final Queue<Runnable> pool = new ArrayDeque<>();
  private final SerialExecutor serial = new SerialExecutor(pool::add);
  private final List<String> done = new ArrayList<>();

  @Test
  void takesOneThreadAtATime() {
    serial.execute(() -> done.add("first"));
    serial.execute(() -> done.add("second"));
    assertThat(pool).hasSize(1);
    pool.remove().run();
    assertThat(done).containsExactly("first", "second");
    serial.execute(() -> done.add("third"));
    pool.remove().run();
    assertThat(done).endsWith("third");
  }

  @Test
  void goesOnAfterATaskThatFails() {
    serial.execute(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    serial.execute(() -> done.add("next"));
    pool.remove().run();
    assertThat(done).containsExactly("next");
  }

  @Test
  void dropsWhatIsRefused() {
    boolean[] open = {false};
    SerialExecutor closing =
        new SerialExecutor(
            task -> {
              if (!open[0]) {
                throw new RejectedExecutionException("closed");
              }
              task.run();
            });
    closing.execute(() -> done.add("lost"));
    open[0] = true;
    closing.execute(() -> done.add("done"));
    assertThat(done).containsExactly("done");
  }
}
