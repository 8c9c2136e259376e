package org.wcs.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StunMessageTest {
  private final StunIntegrity key = new StunIntegrity(StunGoldens.PASSWORD);

  @Test
  void readsTheSampleRequest_rfc5769_2_1() {
    StunMessage message = StunGoldens.message("rfc5769-2.1");
    assertThat(message.type()).isEqualTo(StunMessage.BINDING_REQUEST);
    assertThat(message.software()).isEqualTo("STUN test client");
    assertThat(message.username()).isEqualTo("evtj:h6vY");
    assertThat(message.priority()).isEqualTo(0x6e0001ffL);
    assertThat(message.isControlled()).isTrue();
    assertThat(message.isControlling()).isFalse();
    assertThat(message.tieBreaker()).isEqualTo(0x932ff9b151263b36L);
    assertThat(message.useCandidate()).isFalse();
    assertThat(message.hasValidFingerprint()).isTrue();
    assertThat(key.verifies(message)).isTrue();
    assertThat(new StunIntegrity("VOkJxbRl1RmTxUk/WvJxBT").verifies(message)).isFalse();
  }

  @Test
  void readsTheSampleIpv4Response_rfc5769_2_2() {
    StunMessage message = StunGoldens.message("rfc5769-2.2");
    assertThat(message.type()).isEqualTo(StunMessage.BINDING_SUCCESS);
    assertThat(message.software()).isEqualTo("test vector");
    assertThat(message.xorMappedAddress()).isEqualTo(new InetSocketAddress("192.0.2.1", 32853));
    assertThat(message.hasValidFingerprint()).isTrue();
    assertThat(key.verifies(message)).isTrue();
  }

  @Test
  void readsTheSampleIpv6Response_rfc5769_2_3() {
    StunMessage message = StunGoldens.message("rfc5769-2.3");
    assertThat(message.xorMappedAddress())
        .isEqualTo(new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853));
    assertThat(message.hasValidFingerprint()).isTrue();
    assertThat(key.verifies(message)).isTrue();
  }

  @Test
  void readsTheSampleWithLongTermCredentials_rfc5769_2_4() throws Exception {
    StunMessage message = StunGoldens.message("rfc5769-2.4");
    String user = "\u30de\u30c8\u30ea\u30c3\u30af\u30b9";
    assertThat(message.username()).isEqualTo(user);
    assertThat(message.hasFingerprint()).isFalse();
    assertThat(message.hasValidFingerprint()).isFalse();
    byte[] secret = (user + ":example.org:TheMatrIX").getBytes(StandardCharsets.UTF_8);
    byte[] longTerm = MessageDigest.getInstance("MD5").digest(secret);
    assertThat(new StunIntegrity(longTerm).verifies(message)).isTrue();
  }

  @Test
  void writesWhatItReads() {
    StunMessage sample = StunGoldens.message("rfc5769-2.3");
    byte[] buffer = new byte[256];
    StunWriter writer = new StunWriter().beginAnswer(buffer, 7, 0x0101, sample);
    InetSocketAddress address = sample.xorMappedAddress();
    int length = writer.software("x").xorMappedAddress(address).integrity(key).fingerprint().end();
    StunMessage message = StunMessage.parse(buffer, 7, length);
    assertThat(message).isNotNull();
    assertThat(message.software()).isEqualTo("x");
    assertThat(message.xorMappedAddress()).isEqualTo(address);
    assertThat(message.hasValidFingerprint()).isTrue();
    assertThat(key.verifies(message)).isTrue();
  }

  @Test
  void everyCorruptedByteOfASampleIsEitherRefusedOrNoticed() {
    for (String name : StunGoldens.ALL) {
      byte[] golden = StunGoldens.bytes(name);
      for (int at = 0; at < golden.length; at++) {
        for (int value : corruptions(golden[at])) {
          byte[] bytes = golden.clone();
          bytes[at] = (byte) value;
          StunMessage message = StunMessage.parse(bytes, 0, bytes.length);
          if (message != null) {
            StunGoldens.touch(message);
            boolean intact = key.verifies(message) && message.hasValidFingerprint();
            assertThat(intact && value != golden[at]).as("%s byte %d", name, at).isFalse();
          }
        }
      }
    }
  }

  private static int[] corruptions(byte good) {
    return new int[] {
      good ^ 0x01, good ^ 0x80, good ^ 0xFF, good == 0 ? 1 : 0, good == -1 ? 1 : -1
    };
  }

  @Test
  void everyTruncationOfASampleIsRefused() {
    for (String name : StunGoldens.ALL) {
      byte[] golden = StunGoldens.bytes(name);
      for (int length = 0; length < golden.length; length++) {
        assertThat(StunMessage.parse(Arrays.copyOf(golden, length), 0, length)).isNull();
      }
    }
  }

  @Test
  void refusesAttributesLongerThanTheMessage() {
    byte[] bytes = StunGoldens.bytes("rfc5769-2.1");
    for (int size : new int[] {0x11, 0x59, 0x7FFF, 0xFFFC, 0xFFFF}) {
      bytes[22] = (byte) (size >>> 8);
      bytes[23] = (byte) size;
      StunMessage message = StunMessage.parse(bytes, 0, bytes.length);
      assertThat(message == null || !key.verifies(message)).isTrue();
    }
    assertThat(StunMessage.parse(new byte[70_000], 0, 70_000)).isNull();
  }

  @Test
  void ignoresWhatFollowsTheIntegrity_rfc8489_14_5() {
    StunMessage sample = StunGoldens.message("rfc5769-2.1");
    byte[] buffer = new byte[256];
    StunWriter writer = new StunWriter().beginAnswer(buffer, 0, 1, sample).username("a:b");
    int length = writer.integrity(key).useCandidate().fingerprint().end();
    StunMessage message = StunMessage.parse(buffer, 0, length);
    assertThat(message).isNotNull();
    assertThat(message.useCandidate()).isFalse();
  }

  @Test
  void tellsPacketKindsByTheFirstBytes_rfc7983() {
    assertThat(PacketKind.of((byte) 0)).isEqualTo(PacketKind.STUN);
    assertThat(PacketKind.of((byte) 3)).isEqualTo(PacketKind.STUN);
    assertThat(PacketKind.of((byte) 4)).isEqualTo(PacketKind.OTHER);
    assertThat(PacketKind.of((byte) 20)).isEqualTo(PacketKind.DTLS);
    assertThat(PacketKind.of((byte) 63)).isEqualTo(PacketKind.DTLS);
    assertThat(PacketKind.of((byte) 64)).isEqualTo(PacketKind.OTHER);
    assertThat(PacketKind.of((byte) 128)).isEqualTo(PacketKind.RTP);
    assertThat(PacketKind.of((byte) 191)).isEqualTo(PacketKind.RTP);
    assertThat(PacketKind.of((byte) 192)).isEqualTo(PacketKind.OTHER);
    assertThat(PacketKind.of(new byte[] {(byte) 0x80, (byte) 200}, 0, 2))
        .isEqualTo(PacketKind.RTCP);
    assertThat(PacketKind.of(new byte[] {(byte) 0x80, (byte) 0xE0}, 0, 2))
        .isEqualTo(PacketKind.RTP);
    assertThat(PacketKind.of(new byte[0], 0, 0)).isEqualTo(PacketKind.OTHER);
  }

  @Test
  void ranksUdpAboveTcp() {
    assertThat(CandidatePriority.host(65535, 1)).isEqualTo(2130706431L);
    assertThat(CandidatePriority.host(0, 1)).isGreaterThan(CandidatePriority.tcpPassive(8191, 1));
  }
}
