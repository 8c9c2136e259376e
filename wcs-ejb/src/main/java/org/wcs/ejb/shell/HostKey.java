package org.wcs.ejb.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Iterator;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** The key by which clients know this server again: made once, Ed25519, in a file of the owner. */
final class HostKey {

  private static final int ED25519_BITS = 256;

  private HostKey() {}

  /**
   * Reads the key, or makes it.
   *
   * @throws IOException if the file is there but holds no key, or none can be written
   */
  static KeyPair at(Path file) throws IOException {
    try {
      return Files.exists(file) ? read(file) : make(file);
    } catch (GeneralSecurityException e) {
      throw new IOException("the host key in " + file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static KeyPair read(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      Iterable<KeyPair> keys =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName(String.valueOf(file)), in, null);
      Iterator<KeyPair> found = keys == null ? null : keys.iterator();
      if (found == null || !found.hasNext()) {
        throw new IOException("there is no host key in " + file);
      }
      return found.next();
    }
  }

  private static KeyPair make(Path file) throws IOException, GeneralSecurityException {
    KeyPair key = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, ED25519_BITS);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "wcs", null, content);
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileAttribute<?> owner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path half = Files.createTempFile(file.toAbsolutePath().getParent(), "ssh", ".tmp", owner);
    Files.write(half, content.toByteArray());
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    return key;
  }
}
