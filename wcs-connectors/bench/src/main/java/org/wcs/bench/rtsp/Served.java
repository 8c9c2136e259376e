package org.wcs.bench.rtsp;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Who serves a socket of the loop. */
interface Served {

  /**
   * Reads or writes what can be.
   *
   * @param scratch for anyone, until this returns
   */
  void ready(ByteBuffer scratch) throws IOException;
}
