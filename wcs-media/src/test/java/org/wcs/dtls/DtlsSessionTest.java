package org.wcs.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.sdp.Fingerprint;
import org.wcs.srtp.SrtpKeys;
import org.wcs.srtp.SrtpProfile;

final class DtlsSessionTest {

  @Test
  void bothSidesGetTheSameKeysMirroredAndPreferGcm() {
    try (Association pair = new Association(1, 0).start()) {
      awaitKeys(pair);
      SrtpKeys client = Objects.requireNonNull(pair.client.keys);
      SrtpKeys server = Objects.requireNonNull(pair.server.keys);
      assertThat(client.profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
      assertThat(client.localKey()).isEqualTo(server.remoteKey());
      assertThat(client.remoteKey()).isEqualTo(server.localKey());
      assertThat(client.localSalt()).isEqualTo(server.remoteSalt());
      assertThat(client.remoteSalt()).isEqualTo(server.localSalt());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void lossAndReorderingOnlyCostTime(long seed) {
    try (Association pair = new Association(seed, 0.1).start()) {
      awaitKeys(pair);
      assertThat(pair.client.failures).isEmpty();
      assertThat(pair.server.failures).isEmpty();
    }
  }

  @Test
  void garbageBeforeAndDuringTheHandshakeChangesNothing() {
    try (Association pair = new Association(1, 0)) {
      Random random = new Random(7);
      for (int i = 0; i < 20; i++) {
        byte[] garbage = new byte[random.nextInt(200)];
        random.nextBytes(garbage);
        if (garbage.length > 0) {
          garbage[0] = 22;
        }
        pair.server.session.received(garbage, 0, garbage.length);
      }
      pair.start();
      awaitKeys(pair);
    }
  }

  @Test
  void anotherCertificateThanTheOneNamedIsRefused() {
    Fingerprint wrong = Association.SERVER.sdpFingerprint();
    try (Association pair =
        new Association(1, 0, Association.QUICK, Association.SERVER.sdpFingerprint(), wrong)
            .start()) {
      Association.until(() -> !pair.server.failures.isEmpty());
      assertThat(pair.server.failures).containsExactly(DtlsFailure.FINGERPRINT);
      assertThat(pair.server.keys).isNull();
    }
  }

  @Test
  void theServersCertificateIsCheckedToo() {
    Fingerprint wrong = Association.CLIENT.sdpFingerprint();
    try (Association pair =
        new Association(1, 0, Association.QUICK, wrong, Association.CLIENT.sdpFingerprint())
            .start()) {
      Association.until(() -> !pair.client.failures.isEmpty());
      assertThat(pair.client.failures).containsExactly(DtlsFailure.FINGERPRINT);
    }
  }

  @Test
  void aFingerprintOfAWeakHashProvesNothing() {
    Fingerprint weak = Fingerprint.of("sha-1", new byte[20]);
    try (Association pair =
        new Association(1, 0, Association.QUICK, Association.SERVER.sdpFingerprint(), weak)
            .start()) {
      Association.until(() -> !pair.server.failures.isEmpty());
      assertThat(pair.server.failures).containsExactly(DtlsFailure.FINGERPRINT);
    }
  }

  @Test
  void aHandshakeThatNeverEndsIsGivenUp() {
    DtlsTimeouts brief = new DtlsTimeouts(Duration.ofMillis(300), Duration.ofMillis(50));
    try (Association pair =
        new Association(
            1,
            1,
            brief,
            Association.SERVER.sdpFingerprint(),
            Association.CLIENT.sdpFingerprint())) {
      pair.start();
      Association.until(() -> !pair.server.failures.isEmpty() && !pair.client.failures.isEmpty());
      assertThat(pair.server.failures).containsExactly(DtlsFailure.TIMEOUT);
      assertThat(pair.client.failures).containsExactly(DtlsFailure.TIMEOUT);
    }
  }

  @Test
  void aGoodbyeReachesTheOtherSide() {
    try (Association pair = new Association(1, 0).start()) {
      awaitKeys(pair);
      pair.client.session.close();
      Association.until(() -> pair.server.closed);
      assertThat(pair.server.failures).isEmpty();
    }
  }

  @Test
  void garbageAfterTheHandshakeChangesNothing() {
    try (Association pair = new Association(1, 0).start()) {
      awaitKeys(pair);
      byte[] garbage = new byte[100];
      for (int type = 20; type < 64; type++) {
        garbage[0] = (byte) type;
        pair.server.session.received(garbage, 0, garbage.length);
      }
      pair.client.session.close();
      Association.until(() -> pair.server.closed);
    }
  }

  @Test
  void closingBeforeTheStartIsHarmless() {
    try (Association pair = new Association(1, 0)) {
      pair.server.session.close();
      pair.server.session.start();
      assertThat(pair.server.failures).isEmpty();
    }
  }

  private static void awaitKeys(Association pair) {
    Association.until(() -> pair.client.keys != null && pair.server.keys != null);
  }
}
