package org.wcs.hls;

import java.util.function.Supplier;

/**
 * Names of files. Each time a stream is cut anew they have another middle, so that no cache on the
 * way takes an old file for a new one.
 *
 * @param token middle of the names
 * @param secret end of a name that cannot be guessed, or nothing
 */
record FileNames(String token, Supplier<String> secret) {

  /**
   * A name.
   *
   * @param prefix tells files of different kinds apart
   * @param extension with its dot
   */
  String name(String prefix, long number, String extension) {
    return prefix + number + "-" + token + secret.get() + extension;
  }
}
