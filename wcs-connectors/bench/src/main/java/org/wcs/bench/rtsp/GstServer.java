package org.wcs.bench.rtsp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.wcs.bench.ForeignServer;
import org.wcs.bench.FreePorts;
import org.wcs.bench.Target;

/**
 * gst-rtsp-server in one process: one pipeline for all players, fed with the same packets over UDP.
 */
final class GstServer {

  private static final String PYTHON = "/usr/bin/python3";
  private static final String SCRIPT = "gst-server.py";
  private static final String PROBE =
      "import gi; gi.require_version('GstRtspServer', '1.0');"
          + " from gi.repository import GstRtspServer";

  private GstServer() {}

  /** Whether it can be started. */
  static boolean installed() {
    try {
      Process probe =
          new ProcessBuilder(PYTHON, "-c", PROBE)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor(20, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param pinned whether to bind it to one processor
   */
  static Target start(boolean pinned) throws IOException {
    Path folder = Files.createTempDirectory("wcs-bench-gst-");
    Path script = folder.resolve(SCRIPT);
    try (InputStream text = GstServer.class.getResourceAsStream(SCRIPT)) {
      if (text == null) {
        throw new IOException(SCRIPT + " is not on the class path");
      }
      Files.copy(text, script);
    }
    int port = FreePorts.find(3);
    List<String> command =
        List.of(
            PYTHON, script.toString(), "" + port, "" + (port + 1), StreamPattern.PARAMETER_SETS);
    return ForeignServer.start(
        new ForeignServer.Order("gst", folder, port, port + 1, command), pinned);
  }
}
