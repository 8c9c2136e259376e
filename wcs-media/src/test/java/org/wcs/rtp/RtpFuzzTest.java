package org.wcs.rtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.wcs.unit.Codec;

class RtpFuzzTest {

  @FuzzTest
  void readsCompounds(byte[] bytes) {
    for (RtcpPacket packet : RtcpCompound.parse(bytes, 0, bytes.length)) {
      if (packet.toString().isEmpty()) {
        throw new AssertionError("a packet without content");
      }
    }
  }

  @FuzzTest
  void readsHeaders(byte[] bytes) {
    RtpHeaderTest.touch(bytes);
  }

  /** The first byte chooses the codec, the payload follows. */
  @FuzzTest
  void readsPayloads(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    int count = KeyFrameDetectorTest.CODECS.size();
    Codec.Video codec = KeyFrameDetectorTest.CODECS.get(Math.floorMod(bytes[0], count));
    KeyFrameDetectorTest.touch(codec, bytes, 1, bytes.length - 1);
  }
}
