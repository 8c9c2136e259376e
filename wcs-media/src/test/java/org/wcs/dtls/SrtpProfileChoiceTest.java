package org.wcs.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.junit.jupiter.api.Test;
import org.wcs.srtp.SrtpProfile;

/** RFC 5764 section 4.1: which of the offered profiles is taken. */
final class SrtpProfileChoiceTest {
  private static final int AES128_CM_HMAC_SHA1_32 = 2;
  private static final int AEAD_AES_256_GCM = 8;

  private final Handshake handshake =
      new Handshake(Association.SERVER, List.of(), DtlsTimeouts.DEFAULT);

  @Test
  void prefersGcmWhateverTheOrderOfTheOffer() throws TlsFatalAlert {
    int[] offer = {AEAD_AES_256_GCM, 1, AES128_CM_HMAC_SHA1_32, 7};
    assertThat(handshake.choose(offer)).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
    assertThat(handshake.agreed()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
  }

  @Test
  void takesCounterModeWhereNothingElseIsOffered() throws TlsFatalAlert {
    assertThat(handshake.choose(new int[] {AES128_CM_HMAC_SHA1_32, 1}))
        .isEqualTo(SrtpProfile.AES128_CM_HMAC_SHA1_80);
  }

  @Test
  void refusesAnOfferWithNoneOfOurs() {
    assertThatThrownBy(() -> handshake.choose(new int[] {AES128_CM_HMAC_SHA1_32}))
        .isInstanceOfSatisfying(
            TlsFatalAlert.class,
            alert ->
                assertThat(alert.getAlertDescription())
                    .isEqualTo(AlertDescription.illegal_parameter));
    assertThatThrownBy(handshake::agreed).isInstanceOf(TlsFatalAlert.class);
  }
}
