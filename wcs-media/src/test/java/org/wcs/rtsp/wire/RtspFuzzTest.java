package org.wcs.rtsp.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

class RtspFuzzTest {
  private static final RtspLimits STRICT = new RtspLimits(4_096, 8_192, 32, 0);
  private static final RtspLimits LENIENT = new RtspLimits(4_096, 8_192, 32, 1_000);

  /** The same comes out however the bytes are sliced. */
  @FuzzTest
  void reads(byte[] bytes) {
    for (RtspLimits limits : List.of(STRICT, LENIENT)) {
      List<String> whole = Heard.of(bytes, limits, Math.max(1, bytes.length));
      List<String> sliced = Heard.of(bytes, limits, 3);
      if (!whole.equals(sliced)) {
        throw new AssertionError(whole + " but in slices " + sliced);
      }
    }
  }

  /** Whatever is read from a header or URL can be written as one. */
  @FuzzTest
  void readsFields(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    RtspFieldsTest.readAll(text);
    RtspUrl url = RtspUrl.parse(text);
    if (url != null) {
      new RtspRequest("SETUP", url.request(), RtspHeaders.NONE);
      new RtspRequest("SETUP", url.resolve(text, text), RtspHeaders.NONE);
      if (RtspUrl.parse(url.request()) == null) {
        throw new AssertionError("its own URL is none: " + url.request());
      }
    }
  }
}
