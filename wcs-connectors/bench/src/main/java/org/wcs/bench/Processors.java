package org.wcs.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps server and load apart: the server on processor 0, the load on the next. */
public final class Processors {

  private static final int SERVER = 0;
  private static final int LOAD = 1;

  private Processors() {}

  /** Moves this process off the server's processor; false where there is no other. */
  public static boolean moveAway() {
    if (Runtime.getRuntime().availableProcessors() < 2) {
      return false;
    }
    String pid = Long.toString(ProcessHandle.current().pid());
    try {
      Process taskset =
          new ProcessBuilder("taskset", "-a", "-p", "-c", Integer.toString(LOAD), pid)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return taskset.waitFor(10, TimeUnit.SECONDS) && taskset.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The words in front of the server's command. */
  public static List<String> serverPrefix(boolean pinned) {
    return pinned ? List.of("taskset", "-c", Integer.toString(SERVER)) : List.of();
  }
}
