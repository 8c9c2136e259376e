package org.wcs.hls;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The files of one origin by name, in memory or on disk. On the lane of the origin; what blocks
 * runs elsewhere, one thing after another. A file that cannot be written stays in memory.
 */
final class SegmentFiles {

  private static final Logger LOG = System.getLogger(SegmentFiles.class.getName());

  private final @Nullable Path folder;
  private final Executor disk;
  private final Map<String, StoredFile> files = new HashMap<>();

  /**
   * Makes an empty set.
   *
   * @param folder where files go, which nobody else uses; null to keep them in memory
   * @param disk runs what blocks, in order
   */
  SegmentFiles(@Nullable Path folder, Executor disk) {
    this.folder = folder;
    this.disk = disk;
  }

  @Nullable StoredFile find(String name) {
    return files.get(name);
  }

  /** Enters a file that stays in memory. */
  StoredFile keep(String name, String contentType, List<byte[]> pieces) {
    StoredFile file = new StoredFile(name, contentType, HlsBody.Octets.of(pieces));
    files.put(name, file);
    return file;
  }

  /** Enters a file that may go to disk. */
  StoredFile store(String name, String contentType, List<byte[]> pieces) {
    StoredFile file = keep(name, contentType, pieces);
    Path place = folder;
    if (place != null) {
      disk.execute(() -> write(file, place));
    }
    return file;
  }

  void remove(StoredFile file) {
    files.remove(file.name(), file);
    if (folder != null) {
      disk.execute(() -> delete(file));
    }
  }

  /** Removes everything, the folder too. */
  void clear() {
    files.clear();
    Path place = folder;
    if (place != null) {
      disk.execute(() -> SegmentFolder.delete(place));
    }
  }

  private static void write(StoredFile file, Path folder) {
    if (!(file.body() instanceof HlsBody.Octets octets)) {
      return;
    }
    Path made = folder.resolve(file.name());
    Path growing = folder.resolve(file.name() + ".part");
    try {
      Files.createDirectories(folder);
      try (OutputStream out = Files.newOutputStream(growing)) {
        for (byte[] piece : octets.pieces()) {
          out.write(piece);
        }
      }
      Files.move(growing, made, StandardCopyOption.ATOMIC_MOVE);
      file.moved(new HlsBody.OnDisk(made, octets.length()));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "HLS segment " + made + " stays in memory: " + e);
    }
  }

  private static void delete(StoredFile file) {
    HlsBody.OnDisk place = file.onDisk();
    if (place != null) {
      try {
        Files.deleteIfExists(place.file());
      } catch (IOException e) {
        LOG.log(Level.WARNING, "HLS segment " + place.file() + " cannot be deleted: " + e);
      }
    }
  }
}
