package org.wcs.rtmp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.wcs.amf.AmfLimits;

class ChunkFuzzTest {
  private static final ChunkLimits LIMITS =
      new ChunkLimits(1 << 20, 16, 2 << 20, new AmfLimits(16, 1 << 16, 1000));

  /** The same messages come out however the bytes are sliced, and no more is held than allowed. */
  @FuzzTest
  void reads(byte[] bytes) {
    List<String> whole = read(bytes, bytes.length);
    List<String> sliced = read(bytes, 3);
    if (!whole.equals(sliced)) {
      throw new AssertionError(whole + " but in slices " + sliced);
    }
  }

  private static List<String> read(byte[] bytes, int slice) {
    List<String> texts = new ArrayList<>();
    ChunkReader reader = new ChunkReader(LIMITS);
    try {
      for (int at = 0; at < bytes.length; at += slice) {
        int count = Math.min(slice, bytes.length - at);
        reader.read(bytes, at, count, message -> texts.add(ChunkCapture.text(message)));
      }
    } catch (RtmpException e) {
      texts.add(e.getMessage());
    }
    return texts;
  }

  @FuzzTest
  void shakesHands(byte[] bytes) {
    HandshakeServer server = new HandshakeServer(new Random(1), 0);
    HandshakeClient client = new HandshakeClient(new Random(2), 0, true);
    try {
      server.read(bytes, 0, bytes.length);
      client.read(bytes, 0, bytes.length);
    } catch (RtmpException e) {
      if (e.getMessage().isEmpty()) {
        throw new AssertionError("an exception must say why", e);
      }
    }
  }
}
