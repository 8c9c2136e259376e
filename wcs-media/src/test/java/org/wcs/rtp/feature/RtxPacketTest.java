package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RtxPacketTest {

  @Test
  void theOriginalNumberLeadsThePayload_rfc4588() {
    byte[] packet = new byte[16];
    RtxPacket.writeOriginalSequence(packet, 12, 0xFEDC);
    assertThat(packet[12]).isEqualTo((byte) 0xFE);
    assertThat(packet[13]).isEqualTo((byte) 0xDC);
    assertThat(RtxPacket.originalSequence(packet, 12)).isEqualTo(0xFEDC);
    assertThat(RtxPacket.OSN_LENGTH).isEqualTo(2);
  }
}
