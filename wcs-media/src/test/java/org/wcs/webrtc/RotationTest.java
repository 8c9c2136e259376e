package org.wcs.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wcs.rtp.HeaderExtensions;
import org.wcs.rtp.RtcpWriter;
import org.wcs.rtp.RtpHeader;
import org.wcs.webrtc.Stage.Actor;

/** A publisher that turns its camera tells so in its packets, and players are to know. */
final class RotationTest {
  private static final long FRAME = TimeUnit.MILLISECONDS.toNanos(4);
  private static final int PUBLISHED_ID = 13;
  private static final int PLAYED_ID = 5;
  private static final byte TURNED = 3;

  private final Stage stage = new Stage();
  private Actor publisher;
  private Actor player;

  @BeforeEach
  void connect() throws Exception {
    publisher = stage.new Actor("publisher");
    stage.publish(publisher, "a", "cam", offer(publisher, "sendonly", PUBLISHED_ID));
    stage.connected(publisher);
    player = stage.new Actor("player");
    stage.play(player, "cam", offer(player, "recvonly", PLAYED_ID));
    stage.connected(player);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private static String offer(Actor actor, String direction, int id) {
    String extension = "a=extmap:" + id + " urn:3gpp:video-orientation\r\na=rtpmap:96";
    return actor.peer.offer(direction, "VP8/90000").replace("a=rtpmap:96", extension);
  }

  /** A packet with the rotation behind some other extension. */
  private static byte[] packet(int type, int sequence, byte[] payload) {
    byte[] packet = new byte[24 + payload.length];
    packet[0] = (byte) 0x90;
    packet[1] = (byte) (type | 0x80);
    RtpHeader.writeShort(packet, 2, sequence);
    RtpHeader.writeInt(packet, 4, 9_000);
    RtpHeader.writeInt(packet, 8, 0x1000 + type);
    RtpHeader.writeInt(packet, 12, 0xBEDE_0002);
    packet[16] = (byte) (3 << 4 | 1);
    packet[19] = (byte) (PUBLISHED_ID << 4);
    packet[20] = TURNED;
    System.arraycopy(payload, 0, packet, 24, payload.length);
    return packet;
  }

  private static int rotation(byte[] packet) {
    int found = HeaderExtensions.find(packet, 0, PLAYED_ID);
    return found < 0 ? -1 : packet[HeaderExtensions.offset(found)];
  }

  @Test
  void thePlayerIsToldTheRotationUnderItsOwnNumber() {
    publisher.peer.sendRtp(packet(96, 10, Stage.vp8(true, true, 200)), 24, 10);
    stage.pass(FRAME);
    byte[] got = player.video().getFirst();
    assertThat(rotation(got)).isEqualTo(TURNED);
    assertThat(got.length - RtpHeader.headerLength(got, 0)).isEqualTo(200);
  }

  @Test
  void theRotationIsNotLostWithThePacketThatIsSentAgainToThePlayer() {
    publisher.peer.sendRtp(packet(96, 10, Stage.vp8(true, true, 200)), 24, 10);
    stage.pass(FRAME);
    byte[] missed = player.video().getFirst();
    byte[] out = new byte[64];
    int[] missing = {RtpHeader.sequence(missed, 0)};
    player.peer.sendRtcp(out, RtcpWriter.nack(out, 0, 1, RtpHeader.ssrc(missed, 0), missing, 1));
    stage.pass(FRAME);
    byte[] again = player.packets.getLast();
    assertThat(RtpHeader.payloadType(again, 0)).isEqualTo(97);
    assertThat(rotation(again)).isEqualTo(TURNED);
    int payload = RtpHeader.headerLength(again, 0);
    assertThat(again.length - payload - 2).isEqualTo(200);
    assertThat(again[payload + 2]).isEqualTo((byte) 0x10);
  }

  @Test
  void theRotationIsNotLostWithThePacketThatThePublisherSendsAgain() {
    publisher.peer.sendRtp(packet(96, 10, Stage.vp8(true, true, 200)), 24, 10);
    publisher.peer.sendRtp(packet(96, 12, Stage.vp8(false, true, 100)), 24, 12);
    byte[] payload = Stage.vp8(false, true, 150);
    byte[] wrapped = new byte[152];
    wrapped[1] = 11;
    System.arraycopy(payload, 0, wrapped, 2, 150);
    publisher.peer.sendRtp(packet(97, 1, wrapped), 24, 1);
    stage.pass(FRAME);
    assertThat(player.video()).hasSize(3);
    byte[] repaired = player.video().get(2);
    assertThat(rotation(repaired)).isEqualTo(TURNED);
    assertThat(repaired.length - RtpHeader.headerLength(repaired, 0)).isEqualTo(150);
    int first = RtpHeader.sequence(player.video().getFirst(), 0);
    assertThat(RtpHeader.sequence(repaired, 0)).isEqualTo(first + 1);
  }

  @Test
  void aRetransmissionThatNobodyCanHaveAskedForIsDropped() {
    publisher.peer.sendRtp(packet(96, 1_000, Stage.vp8(true, true, 200)), 24, 1_000);
    for (int original : new int[] {20_000, 1_001, 999, 40_000}) {
      byte[] wrapped = new byte[152];
      RtpHeader.writeShort(wrapped, 0, original);
      publisher.peer.sendRtp(packet(97, original, wrapped), 24, original);
    }
    publisher.peer.sendRtp(packet(96, 1_001, Stage.vp8(false, true, 90)), 24, 1_001);
    stage.pass(FRAME);
    assertThat(player.video()).hasSize(2);
    int first = RtpHeader.sequence(player.video().getFirst(), 0);
    assertThat(RtpHeader.sequence(player.video().get(1), 0)).isEqualTo(first + 1);
  }
}
