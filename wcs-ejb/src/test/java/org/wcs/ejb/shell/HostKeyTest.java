package org.wcs.ejb.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostKeyTest {

  @TempDir Path folder;

  @BeforeAll
  static void provider() {
    OwnProvider.use();
  }

  @Test
  void isMadeOnceAndForTheOwnerAlone() throws IOException {
    Path file = folder.resolve("conf/ssh_host_key");
    KeyPair made = HostKey.at(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
    KeyPair read = HostKey.at(file);
    assertThat(read.getPublic().getEncoded()).isEqualTo(made.getPublic().getEncoded());
    assertThat(Files.list(file.getParent())).hasSize(1);
  }

  @Test
  void isNeverReplacedBecauseItCannotBeRead() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "no key at all");
    assertThatThrownBy(() -> HostKey.at(file)).isInstanceOf(IOException.class);
    assertThat(Files.readString(file)).isEqualTo("no key at all");
  }

  @Test
  void staysOutOfTheProvidersOfTheProcess() throws IOException {
    HostKey.at(folder.resolve("key"));
    assertThat(java.security.Security.getProvider("BC")).isNull();
  }
}
