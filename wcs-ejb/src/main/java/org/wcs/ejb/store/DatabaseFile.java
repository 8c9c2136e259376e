package org.wcs.ejb.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there in whole, old or new, whenever the process or the machine stops: written
 * beside, forced to disk, renamed over. The one before is kept as {@code .bak}. Only the owner may
 * read it. One thread at a time.
 */
final class DatabaseFile {

  private static final Logger LOG = System.getLogger(DatabaseFile.class.getName());
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final long MAX_BYTES = 16 << 20;

  private final Path file;

  DatabaseFile(Path file) {
    this.file = file;
  }

  Path path() {
    return file;
  }

  Path backup() {
    return sibling(".bak");
  }

  Path broken() {
    return sibling(".broken");
  }

  /** What a file holds, null if there is none. */
  static byte @Nullable [] read(Path from) throws IOException {
    try {
      if (Files.size(from) > MAX_BYTES) {
        throw new IOException(from + " is larger than " + MAX_BYTES + " bytes");
      }
      return Files.readAllBytes(from);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Replaces the file; it is on disk when this returns. */
  void write(byte[] content) throws IOException {
    Path next = sibling(".new");
    writeForced(next, content);
    if (Files.exists(file)) {
      keepBackup();
    }
    rename(next, file);
    forceFolder();
  }

  /** Puts a file that cannot be read aside, so that it is neither used nor lost. */
  void setAside() throws IOException {
    rename(file, broken());
    forceFolder();
  }

  /** Writes a file that only its owner may read and forces it to disk. */
  static void writeForced(Path to, byte[] content) throws IOException {
    Files.deleteIfExists(to);
    try (FileChannel channel =
        FileChannel.open(
            to, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(to))) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** The present file gets a second name, which then becomes that of the backup. */
  private void keepBackup() throws IOException {
    Path link = sibling(".old");
    Files.deleteIfExists(link);
    try {
      Files.createLink(link, file);
    } catch (UnsupportedOperationException | FileSystemException e) { // not every disk has links
      byte[] now = read(file);
      writeForced(link, now == null ? new byte[0] : now);
    }
    rename(link, backup());
  }

  private static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** A rename is on disk when its folder is. Disks that cannot be told so write it soon anyhow. */
  private void forceFolder() {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null && posix(folder)) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
          channel.force(true);
        }
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the folder of " + file + " cannot be forced to disk", e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path to) throws IOException {
    Path folder = to.toAbsolutePath().getParent();
    return folder != null && posix(folder)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static boolean posix(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    return store.supportsFileAttributeView("posix");
  }

  private Path sibling(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
