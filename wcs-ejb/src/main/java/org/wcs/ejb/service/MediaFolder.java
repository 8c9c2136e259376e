package org.wcs.ejb.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.wcs.ejb.service.RequestRefusedException.Kind;

/** Files that operators name. Any thread; reading blocks. */
public final class MediaFolder {

  private final Path folder;

  /** Makes it of a folder, which need not exist. */
  public MediaFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The content of a file within the folder; links that lead out of it are not followed.
   *
   * @param mostBytes a larger file is refused
   * @throws RequestRefusedException {@code NOT_FOUND} if there is none, {@code MALFORMED} if it is
   *     too large, {@code FAILED} if it cannot be read
   */
  public byte[] read(String name, int mostBytes) throws RequestRefusedException {
    Path file = within(name);
    try {
      if (Files.size(file) > mostBytes) {
        throw new RequestRefusedException(Kind.MALFORMED, "File is too large");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new RequestRefusedException(Kind.FAILED, "Failed to read file");
    }
  }

  private Path within(String name) throws RequestRefusedException {
    try {
      Path root = folder.toRealPath();
      Path file = root.resolve(name).toRealPath();
      if (file.startsWith(root) && Files.isRegularFile(file)) {
        return file;
      }
    } catch (IOException | InvalidPathException none) {
      // the same as outside
    }
    throw new RequestRefusedException(Kind.NOT_FOUND, "File not found");
  }
}
