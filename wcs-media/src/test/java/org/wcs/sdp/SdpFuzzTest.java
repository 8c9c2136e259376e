package org.wcs.sdp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class SdpFuzzTest {
  @FuzzTest
  void parses(byte[] bytes) {
    try {
      String text = new String(bytes, StandardCharsets.UTF_8);
      SessionDescription session = SessionDescription.parse(text);
      SdpGoldens.touch(session);
      String written = session.toString();
      if (!SessionDescription.parse(written).toString().equals(written)) {
        throw new AssertionError("what was written reads differently");
      }
    } catch (SdpException refused) {
      // The one exception allowed.
    }
  }
}
