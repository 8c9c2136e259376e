package org.wcs.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExtensionIdZeroTest {
  @Test
  void nothingIsFoundBehindAnIdOfZeroWithALength_rfc8285() {
    byte[] packet = new byte[12 + 4 + 8];
    packet[0] = (byte) 0x90;
    RtpHeader.writeInt(packet, 12, 0xBEDE_0002);
    RtpHeader.writeInt(packet, 16, 0x10AA_01BB); // id 1, then id 0 of two bytes
    RtpHeader.writeInt(packet, 20, 0xBB20_CC00); // id 2
    assertThat(RtpHeader.valid(packet, 0, packet.length)).isTrue();
    assertThat(HeaderExtensions.find(packet, 0, 1)).isNotNegative();
    assertThat(HeaderExtensions.find(packet, 0, 2)).isNegative();
    packet[18] = 0; // plain padding leads on
    packet[19] = 0;
    packet[20] = 0;
    assertThat(HeaderExtensions.find(packet, 0, 2)).isNotNegative();
  }
}
