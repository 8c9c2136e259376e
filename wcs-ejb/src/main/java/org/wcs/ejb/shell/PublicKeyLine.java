package org.wcs.ejb.shell;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Map;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/**
 * One line of {@code authorized_keys} without options. Immutable.
 *
 * @param line the whole line
 * @param type by its SSH name
 * @param key the key
 * @param comment whose it is, may be empty
 */
record PublicKeyLine(String line, String type, PublicKey key, String comment) {

  private static final int MAX_LENGTH = 16_384;

  /**
   * Reads a line.
   *
   * @throws IOException if it is none, or one with options
   */
  static PublicKeyLine parse(String line) throws IOException {
    if (line.length() > MAX_LENGTH) {
      throw new IOException("the key is too long");
    }
    try {
      AuthorizedKeyEntry entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line.strip());
      if (entry == null || !entry.getLoginOptions().isEmpty()) {
        throw new IOException("not a public key as ssh-keygen writes it, without options");
      }
      PublicKey key = entry.resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING);
      String comment = entry.getComment();
      return new PublicKeyLine(
          line.strip(), entry.getKeyType(), key, comment == null ? "" : comment);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IOException("not a public key as ssh-keygen writes it", e);
    }
  }

  /** As {@code ssh-keygen -l} shows it. */
  String fingerprint() {
    return String.valueOf(KeyUtils.getFingerPrint(key));
  }

  boolean matches(PublicKey other) {
    return KeyUtils.compareKeys(key, other);
  }
}
