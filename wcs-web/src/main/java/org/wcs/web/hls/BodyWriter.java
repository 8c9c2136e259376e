package org.wcs.web.hls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wcs.hls.HlsBody;

/** Writes parts of bodies; blocks as long as the client takes. */
final class BodyWriter {

  private static final int CHUNK = 64 * 1_024;

  private BodyWriter() {}

  static void write(HlsBody body, ByteRange part, OutputStream out) throws IOException {
    switch (body) {
      case HlsBody.Octets octets -> write(octets.pieces(), part, out);
      case HlsBody.OnDisk file -> write(file.file(), part, out);
    }
  }

  private static void write(List<byte[]> pieces, ByteRange part, OutputStream out)
      throws IOException {
    long skip = part.first();
    long left = part.length();
    for (byte[] piece : pieces) {
      if (skip >= piece.length) {
        skip -= piece.length;
        continue;
      }
      int length = (int) Math.min(left, piece.length - skip);
      out.write(piece, (int) skip, length);
      skip = 0;
      left -= length;
      if (left == 0) {
        return;
      }
    }
  }

  private static void write(Path file, ByteRange part, OutputStream out) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(part.first());
      byte[] chunk = new byte[(int) Math.min(CHUNK, part.length())];
      long left = part.length();
      while (left > 0) {
        int length = in.readNBytes(chunk, 0, (int) Math.min(chunk.length, left));
        if (length == 0) {
          throw new IOException(file + " ended before its time");
        }
        out.write(chunk, 0, length);
        left -= length;
      }
    }
  }
}
