package org.wcs.webrtc;

import java.util.HashMap;
import java.util.Map;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtpHeader;
import org.wcs.webrtc.Stage.Actor;

/** Publishes pictures, sends again what it is asked for, and makes a key frame on request. */
final class BrowserPublisher {
  private static final int VIDEO = 96;
  private static final int RTX = 97;
  private static final int SSRC = 0x1000 + VIDEO;
  private static final int RTX_SSRC = 0x1000 + RTX;

  final Actor actor;
  private final Map<Integer, byte[]> history = new HashMap<>();
  private long index = 65_000; // wraps soon
  private long rtxIndex = 7;
  private int timestamp = -30_000; // wraps too
  private boolean keyFrameWanted = true;
  private int pictures;

  BrowserPublisher(Actor actor) {
    this.actor = actor;
    actor.onReport =
        report -> {
          switch (report) {
            case RtcpPacket.Nack nack -> nack.sequences().forEach(this::resend);
            case RtcpPacket.Pli pli -> keyFrameWanted = true;
            case RtcpPacket.Fir fir -> keyFrameWanted = true;
            default -> {}
          }
        };
  }

  /** Publishes one picture, a key frame if one is wanted. */
  void picture(int packets, int payloadLength) {
    boolean key = keyFrameWanted;
    keyFrameWanted = false;
    timestamp += 3_000;
    pictures++;
    for (int i = 0; i < packets; i++) {
      byte[] payload = Stage.vp8(key, i == 0, payloadLength - i % 3);
      send(VIDEO, SSRC, index, i == packets - 1, payload);
      index++;
    }
  }

  /** How many pictures were published. */
  int pictures() {
    return pictures;
  }

  private void send(int type, int ssrc, long at, boolean marker, byte[] payload) {
    byte[] packet = new byte[12 + payload.length];
    packet[0] = (byte) 0x80;
    packet[1] = (byte) (type | (marker ? 0x80 : 0));
    RtpHeader.writeShort(packet, 2, (int) at);
    RtpHeader.writeInt(packet, 4, timestamp);
    RtpHeader.writeInt(packet, 8, ssrc);
    System.arraycopy(payload, 0, packet, 12, payload.length);
    if (type == VIDEO) {
      history.put((int) at & 0xFFFF, packet);
    }
    actor.peer.sendRtp(packet, 12, at);
  }

  private void resend(int sequence) {
    byte[] original = history.get(sequence);
    if (original == null) {
      return;
    }
    byte[] packet = new byte[original.length + 2];
    System.arraycopy(original, 0, packet, 0, 12);
    packet[1] = (byte) (original[1] & 0x80 | RTX);
    RtpHeader.writeShort(packet, 2, (int) rtxIndex);
    RtpHeader.writeInt(packet, 8, RTX_SSRC);
    RtpHeader.writeShort(packet, 12, sequence);
    System.arraycopy(original, 12, packet, 14, original.length - 12);
    actor.peer.sendRtp(packet, 12, rtxIndex++);
  }
}
