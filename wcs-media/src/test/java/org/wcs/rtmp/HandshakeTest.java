package org.wcs.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HandshakeTest {
  private static final int PACKET = HandshakeDigest.PACKET;

  private final Random random = new Random(5);

  private HandshakeServer server() {
    return new HandshakeServer(random, 1234);
  }

  private byte[] packet(int version) {
    byte[] packet = new byte[PACKET];
    random.nextBytes(packet);
    HandshakePackets.put(packet, 4, version);
    return packet;
  }

  private static byte[] feed(HandshakeServer server, byte[] bytes) throws RtmpException {
    assertThat(server.read(bytes, 0, bytes.length)).isEqualTo(bytes.length);
    return server.reply();
  }

  @Test
  void answersAPlainClientWithAnEcho() throws RtmpException {
    HandshakeServer server = server();
    byte[] first = packet(0);
    byte[] reply = feed(server, HandshakePackets.join(3, first));
    assertThat(reply).hasSize(1 + 2 * PACKET).startsWith(3);
    assertThat(Arrays.copyOfRange(reply, 1 + PACKET + 8, reply.length))
        .isEqualTo(Arrays.copyOfRange(first, 8, PACKET));
    assertThat(server.digest()).isFalse();
    assertThat(server.finished()).isFalse();
    assertThat(feed(server, packet(0))).isEmpty();
    assertThat(server.finished()).isTrue();
  }

  @Test
  void answersASigningClientOfEitherSchemaWithSignatures() throws RtmpException {
    for (int schema = 0; schema < HandshakeDigest.SCHEMAS; schema++) {
      HandshakeServer server = server();
      byte[] first = packet(0x80000702);
      byte[] digest = HandshakeDigest.sign(first, schema, HandshakeDigest.Side.CLIENT);
      byte[] reply = feed(server, HandshakePackets.join(3, first));
      assertThat(server.digest()).isTrue();
      byte[] serverFirst = Arrays.copyOfRange(reply, 1, 1 + PACKET);
      byte[] serverSecond = Arrays.copyOfRange(reply, 1 + PACKET, reply.length);
      assertThat(HandshakeDigest.schema(serverFirst, HandshakeDigest.Side.SERVER))
          .isEqualTo(schema);
      assertThat(HandshakeDigest.verifiesEcho(serverSecond, digest, HandshakeDigest.Side.SERVER))
          .isTrue();
    }
  }

  @Test
  void takesAClientWithAVersionButAFalseSignatureForAPlainOne() throws RtmpException {
    HandshakeServer server = server();
    byte[] first = packet(0x80000702);
    HandshakeDigest.sign(first, 1, HandshakeDigest.Side.CLIENT);
    first[1000] ^= 1;
    feed(server, HandshakePackets.join(3, first));
    assertThat(server.digest()).isFalse();
  }

  @Test
  void agreesWithWhatRealClientsSent() throws RtmpException {
    for (String name : ChunkCapture.ALL) {
      byte[] bytes = ChunkCapture.bytes(name);
      HandshakeServer server = server();
      int at = 0;
      while (!server.finished()) {
        at += server.read(bytes, at, Math.min(100, bytes.length - at));
      }
      assertThat(at).isEqualTo(1 + 2 * PACKET);
      assertThat(server.digest()).as(name).isEqualTo(name.startsWith("ffmpeg"));
    }
  }

  @Test
  void takesNothingThatBelongsToTheChunks() throws RtmpException {
    byte[] all = ChunkCapture.bytes("ffmpeg51-h264-aac");
    HandshakeServer server = server();
    assertThat(server.read(all, 0, all.length)).isEqualTo(1 + 2 * PACKET);
    assertThat(server.read(all, 0, all.length)).isZero();
  }

  @Test
  void worksByteByByte() throws RtmpException {
    HandshakeServer server = server();
    HandshakeClient client = new HandshakeClient(random, 1, true);
    int rounds = 0;
    while ((!server.finished() || !client.finished()) && rounds++ < 10) {
      for (byte each : client.reply()) {
        server.read(new byte[] {each}, 0, 1);
      }
      for (byte each : server.reply()) {
        client.read(new byte[] {each}, 0, 1);
      }
    }
    assertThat(server.finished()).isTrue();
    assertThat(client.finished()).isTrue();
    assertThat(server.digest()).isTrue();
    assertThat(client.digest()).isTrue();
  }

  @Test
  void aPlainClientGetsThrough() throws RtmpException {
    HandshakeServer server = server();
    HandshakeClient client = new HandshakeClient(random, 1, false);
    byte[] reply = feed(server, client.reply());
    client.read(reply, 0, reply.length);
    feed(server, client.reply());
    assertThat(server.finished() && client.finished()).isTrue();
    assertThat(client.digest()).isFalse();
  }

  @Test
  void aSigningClientGoesOnWithAServerThatDoesNotSign() throws RtmpException {
    HandshakeClient client = new HandshakeClient(random, 1, true);
    client.reply();
    byte[] first = packet(0);
    byte[] reply = HandshakePackets.join(3, first, packet(0));
    client.read(reply, 0, reply.length);
    assertThat(client.finished()).isTrue();
    assertThat(client.digest()).isFalse();
    assertThat(client.reply()).isEqualTo(first);
  }

  @Test
  void aSigningClientRefusesAFalseSignature() throws RtmpException {
    HandshakeClient client = new HandshakeClient(random, 1, true);
    byte[] reply = feed(server(), client.reply());
    reply[reply.length - 1] ^= 1;
    assertThatThrownBy(() -> client.read(reply, 0, reply.length))
        .isInstanceOf(RtmpException.class)
        .hasMessageContaining("signature");
  }

  @Test
  void refusesRtmpeAndOtherProtocols() throws RtmpException {
    for (int version : new int[] {6, 8, 9}) {
      assertThatThrownBy(() -> server().read(new byte[] {(byte) version}, 0, 1))
          .isInstanceOf(RtmpException.class)
          .hasMessageContaining("RTMPE");
    }
    for (int version : new int[] {0, 2, 32, 'G', 255}) {
      assertThatThrownBy(() -> server().read(new byte[] {(byte) version}, 0, 1))
          .isInstanceOf(RtmpException.class)
          .hasMessageContaining("not RTMP");
    }
    assertThatThrownBy(() -> server().read(new byte[] {0x16, 3, 1}, 0, 3))
        .isInstanceOf(RtmpException.class)
        .hasMessageContaining("TLS");
    assertThat(server().read(new byte[] {4}, 0, 1)).isEqualTo(1);
    HandshakeClient client = new HandshakeClient(random, 1, false);
    assertThatThrownBy(() -> client.read(new byte[] {'H'}, 0, 1)).isInstanceOf(RtmpException.class);
  }

  @Test
  void survivesEveryCorruptionOfASignedPacket() throws RtmpException {
    byte[] all = Arrays.copyOf(ChunkCapture.bytes("ffmpeg51-h264-aac"), 1 + PACKET);
    for (int at = 1; at < all.length; at++) {
      all[at] ^= (byte) 0x80;
      HandshakeServer server = server();
      assertThat(feed(server, all)).hasSize(1 + 2 * PACKET);
      // Only a version of 0 and a broken digest matter, and both make it plain.
      assertThat(server.digest()).isFalse();
      all[at] ^= (byte) 0x80;
    }
  }

  @Test
  void waitsForEveryTruncation() throws RtmpException {
    byte[] all = HandshakePackets.join(3, packet(0));
    for (int length = 0; length < all.length; length += 13) {
      HandshakeServer server = server();
      assertThat(feed(server, Arrays.copyOf(all, length))).isEmpty();
      assertThat(server.finished()).isFalse();
    }
  }
}
