package org.wcs.sdp;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code a=fingerprint}, RFC 8122 section 5.
 *
 * @param hash name in lower case, such as {@code sha-256}
 * @param hex upper-case byte pairs joined by colons
 */
public record Fingerprint(String hash, String hex) {
  private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

  public Fingerprint {
    hash = hash.toLowerCase(Locale.ROOT);
    hex = hex.toUpperCase(Locale.ROOT);
    if (!isHex(hex)) {
      throw new IllegalArgumentException("fingerprint is no list of byte pairs");
    }
  }

  /** From the digest of a certificate. */
  public static Fingerprint of(String hash, byte[] digest) {
    return new Fingerprint(hash, HEX.formatHex(digest));
  }

  /** Reads the attribute value, or null. */
  public static @Nullable Fingerprint parse(String value) {
    List<String> words = Tokens.words(value);
    if (words.size() != 2 || !isHex(words.get(1).toUpperCase(Locale.ROOT))) {
      return null;
    }
    return new Fingerprint(words.get(0), words.get(1));
  }

  /** The digest; a new array. */
  public byte[] bytes() {
    return HEX.parseHex(hex);
  }

  private static boolean isHex(String text) {
    if (text.length() < 2 || text.length() % 3 != 2 || text.length() > 64 * 3) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
      if (i % 3 == 2 ? c != ':' : !digit) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return hash + " " + hex;
  }
}
