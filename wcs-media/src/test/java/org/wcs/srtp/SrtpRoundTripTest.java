package org.wcs.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpRoundTripTest {
  private static final long INDEX = 0x1234_5678_9ABCL;

  @ParameterizedTest
  @EnumSource
  void givesBackWhatWasProtectedForEveryLength(SrtpProfile profile) {
    SrtpSender sender = Packets.sender(profile);
    SrtpReceiver receiver = Packets.receiver(profile);
    for (int length = 0; length <= 1500; length++) {
      byte[] header = Packets.longHeader(Packets.SSRC, length);
      byte[] payload = Packets.bytes(length, length);
      byte[] packet = Packets.protect(sender, header, payload, length);
      byte[] out = new byte[header.length + length + 3];
      int clear = receiver.unprotectRtp(packet, 0, packet.length, out, 3);
      assertThat(clear).isEqualTo(header.length + length);
      assertThat(Arrays.copyOfRange(out, 3, 3 + header.length)).isEqualTo(header);
      assertThat(Arrays.copyOfRange(out, 3 + header.length, out.length)).isEqualTo(payload);
    }
  }

  @ParameterizedTest
  @EnumSource
  void growsForPacketsOfAFramedConnection(SrtpProfile profile) {
    byte[] header = Packets.header(Packets.SSRC, 7);
    byte[] payload = Packets.bytes(60_000, 5);
    byte[] packet = Packets.protect(Packets.sender(profile), header, payload, 7);
    byte[] out = new byte[packet.length];
    int clear = Packets.receiver(profile).unprotectRtp(packet, 0, packet.length, out, 0);
    assertThat(Arrays.copyOfRange(out, 12, clear)).isEqualTo(payload);
  }

  @ParameterizedTest
  @EnumSource
  void writesNothingOutsideThePacket(SrtpProfile profile) {
    byte[] out = new byte[200];
    Arrays.fill(out, (byte) 0x5A);
    System.arraycopy(Packets.header(Packets.SSRC, 1), 0, out, 20, 12);
    int length = Packets.sender(profile).protectRtp(out, 20, 12, Packets.bytes(33, 1), 0, 33, 0, 1);
    assertThat(length).isEqualTo(12 + 33 + profile.tagLength());
    for (int i = 0; i < out.length; i++) {
      if (i < 20 || i >= 20 + length) {
        assertThat(out[i]).as("byte %d", i).isEqualTo((byte) 0x5A);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void appendsPadding_rfc3550(SrtpProfile profile) {
    byte[] out = new byte[200];
    System.arraycopy(Packets.header(Packets.SSRC, 1), 0, out, 0, 12);
    out[0] |= 0x20;
    byte[] payload = Packets.bytes(10, 1);
    int length = Packets.sender(profile).protectRtp(out, 0, 12, payload, 0, 10, 7, 1);
    byte[] clear = new byte[200];
    int clearLength = Packets.receiver(profile).unprotectRtp(out, 0, length, clear, 0);
    assertThat(clearLength).isEqualTo(29);
    assertThat(Arrays.copyOfRange(clear, 12, 22)).isEqualTo(payload);
    assertThat(Arrays.copyOfRange(clear, 22, 29)).containsExactly(0, 0, 0, 0, 0, 0, 7);
  }

  @ParameterizedTest
  @EnumSource
  void worksInPlace(SrtpProfile profile) {
    byte[] buf = new byte[200];
    byte[] payload = Packets.bytes(100, 9);
    System.arraycopy(Packets.header(Packets.SSRC, 1), 0, buf, 0, 12);
    System.arraycopy(payload, 0, buf, 12, 100);
    int length = Packets.sender(profile).protectRtp(buf, 0, 12, buf, 12, 100, 0, 1);
    assertThat(Packets.receiver(profile).unprotectRtp(buf, 0, length, buf, 0)).isEqualTo(112);
    assertThat(Arrays.copyOfRange(buf, 12, 112)).isEqualTo(payload);
  }

  @ParameterizedTest
  @EnumSource
  void givesBackRtcpAndRefusesItASecondTime(SrtpProfile profile) {
    SrtpSender sender = Packets.sender(profile);
    SrtpReceiver receiver = Packets.receiver(profile);
    for (int length = 8; length < 300; length += 4) {
      byte[] clear = Packets.bytes(length, length);
      clear[0] = (byte) 0x80;
      Octets.putInt(clear, 4, Packets.SSRC);
      byte[] buf = Arrays.copyOf(clear, length + sender.rtcpOverhead());
      assertThat(sender.protectRtcp(buf, 0, length)).isEqualTo(buf.length);
      byte[] out = new byte[length];
      assertThat(receiver.unprotectRtcp(buf, 0, buf.length, out, 0)).isEqualTo(length);
      assertThat(out).isEqualTo(clear);
      assertThat(receiver.unprotectRtcp(buf, 0, buf.length, out, 0))
          .isEqualTo(SrtpReceiver.REPLAYED);
    }
  }

  @Test
  void gcmIsTheGcmOfThePlatform() throws Exception {
    SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
    KeyDerivation keys = new KeyDerivation(Packets.bytes(16, 1), Packets.bytes(12, 2));
    byte[] key = keys.derive(KeyDerivation.RTP_ENCRYPTION, 16);
    byte[] nonce = keys.derive(KeyDerivation.RTP_SALT, 12);
    Octets.putInt(nonce, 2, Octets.getInt(nonce, 2) ^ Packets.SSRC);
    Octets.putInt(nonce, 6, Octets.getInt(nonce, 6) ^ (int) (INDEX >>> 16));
    nonce[10] ^= (byte) (INDEX >>> 8);
    nonce[11] ^= (byte) INDEX;
    SrtpSender sender = Packets.sender(profile);
    for (int length = 0; length < 300; length++) {
      byte[] header = Packets.longHeader(Packets.SSRC, (int) INDEX & 0xFFFF);
      byte[] payload = Packets.bytes(length, length);
      Cipher oracle = Cipher.getInstance("AES/GCM/NoPadding");
      SecretKeySpec spec = new SecretKeySpec(key, "AES");
      oracle.init(Cipher.ENCRYPT_MODE, spec, new GCMParameterSpec(128, nonce));
      oracle.updateAAD(header);
      byte[] expected = oracle.doFinal(payload);
      byte[] packet = Packets.protect(sender, header, payload, INDEX);
      assertThat(Arrays.copyOfRange(packet, header.length, packet.length)).isEqualTo(expected);
    }
  }

  @Test
  void counterModeAndHmacAreThoseOfThePlatform() throws Exception {
    SrtpProfile profile = SrtpProfile.AES128_CM_HMAC_SHA1_80;
    KeyDerivation keys = new KeyDerivation(Packets.bytes(16, 1), Packets.bytes(14, 2));
    byte[] counter = Arrays.copyOf(keys.derive(KeyDerivation.RTP_SALT, 14), 16);
    Octets.putInt(counter, 4, Octets.getInt(counter, 4) ^ Packets.SSRC);
    Octets.putLong(counter, 8, Octets.getLong(counter, 8) ^ INDEX << 16);
    SrtpSender sender = Packets.sender(profile);
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(keys.derive(KeyDerivation.RTP_AUTHENTICATION, 20), "HmacSHA1"));
    for (int length = 0; length < 300; length++) {
      byte[] header = Packets.header(Packets.SSRC, (int) INDEX & 0xFFFF);
      byte[] payload = Packets.bytes(length, length);
      Cipher oracle = Cipher.getInstance("AES/CTR/NoPadding");
      SecretKeySpec spec = new SecretKeySpec(keys.derive(KeyDerivation.RTP_ENCRYPTION, 16), "AES");
      oracle.init(Cipher.ENCRYPT_MODE, spec, new IvParameterSpec(counter));
      byte[] body = oracle.doFinal(payload);
      mac.update(header);
      mac.update(body);
      byte[] roc = new byte[4];
      Octets.putInt(roc, 0, (int) (INDEX >>> 16));
      byte[] tag = Arrays.copyOf(mac.doFinal(roc), 10);
      byte[] packet = Packets.protect(sender, header, payload, INDEX);
      assertThat(Arrays.copyOfRange(packet, 12, 12 + length)).isEqualTo(body);
      assertThat(Arrays.copyOfRange(packet, 12 + length, packet.length)).isEqualTo(tag);
    }
  }

  @Test
  void bothHashesAgree() {
    assertThat(PlatformGhash.AVAILABLE).as("needs --add-opens of com.sun.crypto.provider").isTrue();
    for (int blocks = 0; blocks < 100; blocks++) {
      byte[] data = Packets.bytes(blocks * 16 + 5, blocks);
      long[] expected = {blocks, -blocks};
      long[] actual = expected.clone();
      new TableGhash(0x0123456789abcdefL * blocks, ~blocks).update(data, 5, blocks, expected);
      new PlatformGhash(0x0123456789abcdefL * blocks, ~blocks).update(data, 5, blocks, actual);
      assertThat(actual).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesKeysOfAnotherLength(SrtpProfile profile) {
    assertThatThrownBy(() -> SrtpSender.of(profile, new byte[15], new byte[14]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SrtpReceiver.of(profile, new byte[16], new byte[13]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void refusesToWriteBeyondTheBuffer(SrtpProfile profile) {
    byte[] out = Packets.header(Packets.SSRC, 1);
    SrtpSender sender = Packets.sender(profile);
    assertThatThrownBy(() -> sender.protectRtp(out, 0, 12, new byte[1], 0, 1, 0, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> sender.protectRtcp(out, 0, 12))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void knowsProfilesByNumber_rfc5764() {
    assertThat(SrtpProfile.ofId(7)).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
    assertThat(SrtpProfile.ofId(1)).isEqualTo(SrtpProfile.AES128_CM_HMAC_SHA1_80);
    assertThat(SrtpProfile.ofId(2)).isNull();
  }
}
