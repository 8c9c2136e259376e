package org.wcs.hls;

import java.nio.file.Path;
import java.util.List;

/** The content of an answer. Frozen; any thread. */
public sealed interface HlsBody {

  /** No content. */
  Octets EMPTY = new Octets(List.of(), 0);

  /** Length in bytes. */
  long length();

  /**
   * Content in memory, shared by all who ask for it: to be written in order and never changed.
   *
   * @param pieces its pieces
   * @param length of all pieces together
   */
  record Octets(List<byte[]> pieces, long length) implements HlsBody {
    public Octets {
      pieces = List.copyOf(pieces);
    }

    static Octets of(byte[] bytes) {
      return new Octets(List.of(bytes), bytes.length);
    }

    static Octets of(List<byte[]> pieces) {
      long length = 0;
      for (byte[] piece : pieces) {
        length += piece.length;
      }
      return new Octets(pieces, length);
    }
  }

  /**
   * A file. It may be gone by the time it is opened; the answer is 404 then.
   *
   * @param file complete and never changed
   * @param length its size
   */
  record OnDisk(Path file, long length) implements HlsBody {}
}
