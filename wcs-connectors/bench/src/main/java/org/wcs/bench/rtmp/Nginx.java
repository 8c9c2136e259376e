package org.wcs.bench.rtmp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wcs.bench.ForeignServer;
import org.wcs.bench.FreePorts;
import org.wcs.bench.Target;

/** nginx with its RTMP module in one process, with large chunks, which is what serves it best. */
final class Nginx {

  private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_rtmp_module.so");
  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");

  private Nginx() {}

  /** Whether it can be started. */
  static boolean installed() {
    return Files.isReadable(MODULE) && Files.isExecutable(PROGRAM);
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param pinned whether to bind it to one processor
   */
  static Target start(boolean pinned) throws IOException {
    Path folder = Files.createTempDirectory("wcs-bench-nginx-");
    int port = FreePorts.find(1);
    Path config = Files.writeString(folder.resolve("nginx.conf"), config(folder, port));
    List<String> command =
        List.of(PROGRAM.toString(), "-p", folder.toString(), "-c", config.toString());
    return ForeignServer.start(
        new ForeignServer.Order("nginx-rtmp", folder, port, 0, command), pinned);
  }

  private static String config(Path folder, int port) {
    return """
    load_module %s;
    daemon off;
    master_process off;
    pid %s/nginx.pid;
    error_log %s/error.log crit;
    events { worker_connections 16384; }
    rtmp {
      server {
        listen 127.0.0.1:%d;
        chunk_size 65536;
        application live { live on; wait_key on; }
      }
    }
    """
        .formatted(MODULE, folder, folder, port);
  }
}
