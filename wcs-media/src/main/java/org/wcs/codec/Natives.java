package org.wcs.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.wcs.unit.Codec;

/**
 * Loads FFmpeg into this process, once for each class loader.
 *
 * <p>The JVM gives a native library to one class loader only and knows it by its path, while an
 * application server makes a new class loader for each deployment. So each unpacks the libraries
 * into a folder of its own; those of processes that have ended are removed.
 */
final class Natives {
  private static final System.Logger LOG = System.getLogger(Natives.class.getName());

  private static final Pattern NAMED = Pattern.compile("ffmpeg-(\\d{1,18})-\\d+-.*");

  private static final ReentrantLock LOCK = new ReentrantLock();
  private static boolean tried;
  private static boolean loaded;

  private Natives() {}

  /** Whether FFmpeg is there; the first call loads it. Never throws, logs once. */
  static boolean load(Path folder) {
    LOCK.lock();
    try {
      if (!tried) {
        tried = true;
        loaded = tryToLoad(folder);
      }
      return loaded;
    } finally {
      LOCK.unlock();
    }
  }

  private static boolean tryToLoad(Path folder) {
    try {
      Path own = ownFolder(folder);
      // JavaCPP reads these once, when its classes are first used. Everything native is freed here
      // by its owner, so it needs neither a thread for that nor a limit of memory.
      Properties former = new Properties();
      set(former, "org.bytedeco.javacpp.cachedir", own.toString());
      set(former, "org.bytedeco.javacpp.noPointerGC", "true");
      set(former, "org.bytedeco.javacpp.maxPhysicalBytes", "0");
      try {
        Pointer.availablePhysicalBytes();
        for (Class<?> library :
            List.of(avutil.class, swresample.class, avcodec.class, swscale.class)) {
          Loader.load(library);
        }
      } finally {
        restore(former);
      }
      avutil.av_log_set_level(avutil.AV_LOG_QUIET);
      LOG.log(
          Level.INFO,
          "FFmpeg {0}, H.264 by {1}",
          avutil.av_version_info().getString(),
          VideoEncoding.encoderOf(new Codec.H264(0, 1)));
      return true;
    } catch (LinkageError | RuntimeException | IOException e) {
      LOG.log(
          Level.WARNING, "FFmpeg is not available, so nothing can be transcoded: {0}", (Object) e);
      return false;
    }
  }

  private static final String UNSET = "";

  private static void set(Properties former, String key, String value) {
    String before = System.setProperty(key, value);
    former.setProperty(key, before == null ? UNSET : before);
  }

  private static void restore(Properties former) {
    for (String key : former.stringPropertyNames()) {
      String before = former.getProperty(key, UNSET);
      if (before.equals(UNSET)) {
        System.clearProperty(key);
      } else {
        System.setProperty(key, before);
      }
    }
  }

  /** A folder is named after its process: number and start, since numbers come again. */
  private static Path ownFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> folders;
    try (Stream<Path> all = Files.list(folder)) {
      folders = all.filter(path -> isLeft(name(path))).toList();
    }
    folders.forEach(Natives::delete);
    return Files.createTempDirectory(folder, prefix(ProcessHandle.current())).toAbsolutePath();
  }

  private static String prefix(ProcessHandle process) {
    Instant started = process.info().startInstant().orElse(Instant.EPOCH);
    return "ffmpeg-" + process.pid() + "-" + started.toEpochMilli() + "-";
  }

  private static boolean isLeft(String name) {
    Matcher named = NAMED.matcher(name);
    return named.matches()
        && ProcessHandle.of(Long.parseLong(named.group(1)))
            .filter(process -> name.startsWith(prefix(process)))
            .isEmpty();
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.DEBUG, "{0} stays: {1}", folder, e);
    }
  }
}
