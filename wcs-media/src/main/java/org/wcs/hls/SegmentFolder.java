package org.wcs.hls;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.wcs.config.HlsConfig;

/** The folder in which each origin has a folder of its own. Everything here blocks. */
final class SegmentFolder {

  private static final Logger LOG = System.getLogger(SegmentFolder.class.getName());
  private static final Pattern OURS = Pattern.compile("hls-[0-9a-f]{16}");

  private SegmentFolder() {}

  /** The folder of all origins. */
  static Path parent(HlsConfig config, HlsRuntime runtime) {
    String named = config.keeping().folder();
    return named.isEmpty() ? runtime.folder() : Path.of(named);
  }

  /** The folder of an origin; it is made with the first file. */
  static Path of(Path parent, String token) {
    return parent.resolve("hls-" + token);
  }

  /** Deletes what an earlier run has left, and nothing else. */
  static void clean(Path parent) {
    if (!Files.isDirectory(parent)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, Files::isDirectory)) {
      for (Path entry : entries) {
        if (OURS.matcher(String.valueOf(entry.getFileName())).matches()) {
          delete(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.log(Level.WARNING, "HLS folder " + parent + " cannot be cleaned: " + e);
    }
  }

  /** Deletes a folder of files. */
  static void delete(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        Files.deleteIfExists(entry);
      }
      Files.deleteIfExists(folder);
    } catch (IOException | DirectoryIteratorException e) {
      LOG.log(Level.WARNING, "HLS folder " + folder + " cannot be deleted: " + e);
    }
  }
}
