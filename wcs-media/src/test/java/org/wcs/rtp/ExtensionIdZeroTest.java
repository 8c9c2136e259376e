package org.wcs.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExtensionIdZeroTest {
  @Test
  void nothingIsFoundBehindAnIdOfZeroWithALength_rfc8285() {
    byte[] packet = new byte[12 + 4 + 8];
    packet[0] = (byte) 0x90;
    RtpHeader.writeInt(packet, 12, 0xBEDE_0002);
    RtpHeader.writeInt(packet, 16, 0x10AA_0001); // id 1, then id 0 of two bytes
    RtpHeader.writeInt(packet, 20, 0xBBBB_20CC); // id 2
    assertThat(RtpHeader.valid(packet, 0, packet.length)).isTrue();
    assertThat(HeaderExtensions.find(packet, 0, 1)).isNotNegative();
    packet[18] = 0; // padding leads on
    packet[19] = 0x30;
    assertThat(HeaderExtensions.find(packet, 0, 3)).isNotNegative();
    packet[18] = 0x01;
    assertThat(HeaderExtensions.find(packet, 0, 1)).isNotNegative();
    assertThat(HeaderExtensions.find(packet, 0, 3)).isNegative();
    assertThat(HeaderExtensions.find(packet, 0, 2)).isNegative();
  }
}
