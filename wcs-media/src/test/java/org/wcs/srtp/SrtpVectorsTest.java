package org.wcs.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The published test vectors of RFC 3711 appendix B and RFC 7714 sections 16 and 17. */
class SrtpVectorsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] GCM_KEY = hex("000102030405060708090a0b0c0d0e0f");
  private static final byte[] GCM_SALT = hex("517569642070726f2071756f");
  private static final byte[] RTP_CLEAR =
      hex(
          "8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e69732064697669736120696e207061"
              + "727465732074726573");
  private static final byte[] RTP_PROTECTED =
      hex(
          "8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51"
              + "c7d19b36de3adf8833899d7f27beb16a9152cf765ee4390cce");
  private static final byte[] RTCP_CLEAR =
      hex(
          "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeef"
              + "deadbeefdeadbeefdeadbeef");
  private static final byte[] RTCP_PROTECTED =
      hex(
          "81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda"
              + "4ce09b4686303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4");

  @Test
  void makesTheKeyStream_rfc3711_b2() {
    AesCounter aes = new AesCounter(hex("2b7e151628aed2a6abf7158809cf4f3c"));
    long high = 0xF0F1F2F3F4F5F6F7L;
    long low = 0xF8F9FAFBFCFD0000L;
    assertThat(blocks(aes, high, low, 3))
        .isEqualTo(
            "e03ead0935c95e80e166b16dd92b4eb4"
                + "d23513162b02d0f72a43a2fe4a5f97ab"
                + "41e95b3bb0a2e8dd477901e4fca894c0");
    assertThat(blocks(aes, high, low | 0xFEFF, 3))
        .isEqualTo(
            "ec8cdf7398607cb0f2d21675ea9ea1e4"
                + "362b7c3c6773516318a077d7fc5073ae"
                + "6a2cc3787889374fbeb4c81b17ba6c44");
  }

  @Test
  void derivesKeys_rfc3711_b3() {
    KeyDerivation derivation =
        new KeyDerivation(
            hex("e1f97a0d3e018be0d64fa32c06de4139"), hex("0ec675ad498afeebb6960b3aabe6"));
    assertThat(derivation.derive(KeyDerivation.RTP_ENCRYPTION, 16))
        .isEqualTo(hex("c61e7a93744f39ee10734afe3ff7a087"));
    assertThat(derivation.derive(KeyDerivation.RTP_SALT, 14))
        .isEqualTo(hex("30cbbc08863d8c85d49db34a9ae1"));
    // The RFC says 94 octets and prints 96: the last block in full.
    assertThat(derivation.derive(KeyDerivation.RTP_AUTHENTICATION, 96))
        .isEqualTo(
            hex(
                "cebe321f6ff7716b6fd4ab49af256a156d38baa48f0a0acf3c34e2359e6cdbcee049646c43d9327a"
                    + "d175578ef72270986371c10c9a369ac2f94a8c5fbcdddc256d6e919a48b610ef17c2041e4740"
                    + "35766b68642c59bbfc2f34db60dbdfb2dc68"));
  }

  @Test
  void protectsRtpWithGcm_rfc7714_16() {
    byte[] out = Arrays.copyOf(RTP_CLEAR, RTP_PROTECTED.length);
    int length = sender(0).protectRtp(out, 0, 12, RTP_CLEAR, 12, RTP_CLEAR.length - 12, 0, 0xF17B);
    assertThat(length).isEqualTo(RTP_PROTECTED.length);
    assertThat(out).isEqualTo(RTP_PROTECTED);
  }

  @Test
  void unprotectsRtpWithGcm_rfc7714_16() {
    byte[] out = new byte[RTP_CLEAR.length];
    int length = receiver().unprotectRtp(RTP_PROTECTED, 0, RTP_PROTECTED.length, out, 0);
    assertThat(length).isEqualTo(RTP_CLEAR.length);
    assertThat(out).isEqualTo(RTP_CLEAR);
  }

  @Test
  void protectsRtcpWithGcm_rfc7714_17() {
    byte[] buf = Arrays.copyOf(RTCP_CLEAR, RTCP_PROTECTED.length);
    assertThat(sender(0x5d4).protectRtcp(buf, 0, RTCP_CLEAR.length))
        .isEqualTo(RTCP_PROTECTED.length);
    assertThat(buf).isEqualTo(RTCP_PROTECTED);
  }

  @Test
  void unprotectsRtcpWithGcm_rfc7714_17() {
    byte[] out = new byte[RTCP_CLEAR.length];
    int length = receiver().unprotectRtcp(RTCP_PROTECTED, 0, RTCP_PROTECTED.length, out, 0);
    assertThat(length).isEqualTo(RTCP_CLEAR.length);
    assertThat(out).isEqualTo(RTCP_CLEAR);
  }

  private static SrtpSender sender(long rtcpIndex) {
    return new SrtpSender(
        SrtpProfile.AEAD_AES_128_GCM,
        new GcmKeys(GCM_KEY, GCM_SALT, false),
        new GcmKeys(GCM_KEY, GCM_SALT, true),
        rtcpIndex);
  }

  private static SrtpReceiver receiver() {
    return new SrtpReceiver(
        SrtpProfile.AEAD_AES_128_GCM,
        new GcmKeys(GCM_KEY, GCM_SALT, false),
        new GcmKeys(GCM_KEY, GCM_SALT, true),
        SrtpLimits.DEFAULT);
  }

  private static String blocks(AesCounter aes, long high, long low, int blocks) {
    SrtpScratch scratch = SrtpScratch.current(0);
    aes.fill(scratch, high, low, blocks);
    return HEX.formatHex(scratch.keyStream, 0, blocks * 16);
  }

  private static byte[] hex(String text) {
    return HEX.parseHex(text);
  }
}
