package org.wcs.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpBadInputTest {
  private static final byte[] OUT = new byte[2048];

  @ParameterizedTest
  @EnumSource
  void everyCorruptedByteIsNoticedInRtp(SrtpProfile profile) {
    byte[] golden =
        Packets.protect(
            Packets.sender(profile), Packets.longHeader(Packets.SSRC, 9), Packets.bytes(50, 1), 9);
    for (int at = 0; at < golden.length; at++) {
      for (byte changed : changes(golden[at])) {
        byte[] packet = golden.clone();
        packet[at] = changed;
        assertThat(Packets.unprotect(Packets.receiver(profile), packet))
            .as("byte %d", at)
            .isIn(SrtpReceiver.AUTH_FAILED, SrtpReceiver.MALFORMED);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCorruptedByteIsNoticedInRtcp(SrtpProfile profile) {
    byte[] golden = rtcp(profile);
    for (int at = 0; at < golden.length; at++) {
      for (byte changed : changes(golden[at])) {
        byte[] packet = golden.clone();
        packet[at] = changed;
        assertThat(Packets.receiver(profile).unprotectRtcp(packet, 0, packet.length, OUT, 0))
            .as("byte %d", at)
            .isIn(SrtpReceiver.AUTH_FAILED, SrtpReceiver.MALFORMED);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyTruncationIsNoticed(SrtpProfile profile) {
    byte[] rtp =
        Packets.protect(
            Packets.sender(profile), Packets.longHeader(Packets.SSRC, 9), Packets.bytes(50, 1), 9);
    byte[] rtcp = rtcp(profile);
    SrtpReceiver receiver = Packets.receiver(profile);
    for (int length = 0; length < rtp.length; length++) {
      assertThat(Packets.unprotect(receiver, Arrays.copyOf(rtp, length))).isNegative();
    }
    for (int length = 0; length < rtcp.length; length++) {
      byte[] cut = Arrays.copyOf(rtcp, length);
      assertThat(receiver.unprotectRtcp(cut, 0, length, OUT, 0)).isNegative();
    }
    assertThat(Packets.unprotect(receiver, rtp)).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void randomDatagramsAreRefused(SrtpProfile profile) {
    SrtpReceiver receiver = Packets.receiver(profile);
    Random random = new Random(8);
    for (int i = 0; i < 5_000; i++) {
      byte[] packet = new byte[random.nextInt(200)];
      random.nextBytes(packet);
      if (packet.length > 0) {
        packet[0] = (byte) (packet[0] & 0x3F | 0x80);
      }
      assertThat(Packets.unprotect(receiver, packet)).isNegative();
      assertThat(receiver.unprotectRtcp(packet, 0, packet.length, OUT, 0)).isNegative();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPacketWithNoRoomForItIsRefusedAndMayComeAgain(SrtpProfile profile) {
    byte[] packet = Packets.protect(Packets.sender(profile), Packets.SSRC, 9);
    SrtpReceiver receiver = Packets.receiver(profile);
    assertThat(receiver.unprotectRtp(packet, 0, packet.length, new byte[51], 0))
        .isEqualTo(SrtpReceiver.MALFORMED);
    assertThat(receiver.unprotectRtp(packet, 0, packet.length, new byte[52], 0)).isEqualTo(52);
  }

  @ParameterizedTest
  @EnumSource
  void theOutputIsUntouchedByARefusedPacket(SrtpProfile profile) {
    byte[] packet = Packets.protect(Packets.sender(profile), Packets.SSRC, 9);
    packet[20] ^= 4;
    byte[] out = new byte[100];
    assertThat(Packets.receiver(profile).unprotectRtp(packet, 0, packet.length, out, 0))
        .isEqualTo(SrtpReceiver.AUTH_FAILED);
    assertThat(out).containsOnly(0);
  }

  private static byte[] rtcp(SrtpProfile profile) {
    SrtpSender sender = Packets.sender(profile);
    byte[] clear = Packets.bytes(48, 2);
    clear[0] = (byte) 0x80;
    byte[] packet = Arrays.copyOf(clear, 48 + sender.rtcpOverhead());
    sender.protectRtcp(packet, 0, 48);
    return packet;
  }

  private static byte[] changes(byte original) {
    byte[] all = {
      (byte) (original ^ 1), (byte) (original ^ 0x80), (byte) ~original, 0, (byte) 0xFF
    };
    int count = 0;
    for (byte changed : all) {
      if (changed != original) {
        all[count++] = changed;
      }
    }
    return Arrays.copyOf(all, count);
  }
}
