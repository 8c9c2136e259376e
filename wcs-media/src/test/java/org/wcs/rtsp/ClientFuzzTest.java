package org.wcs.rtsp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.stream.EndReason;

class ClientFuzzTest {
  private static final List<String> METHODS =
      List.of("OPTIONS", "DESCRIBE", "SETUP", "PLAY", "GET_PARAMETER", "TEARDOWN");

  /** The first byte says where a camera that has done well answers with the others instead. */
  @FuzzTest
  void bearsAnyCamera(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    int step = Math.floorMod(bytes[0], METHODS.size() * 2);
    String method = METHODS.get(step / 2);
    byte[] noise = Arrays.copyOfRange(bytes, 1, bytes.length);
    ClientStage stage = new ClientStage();
    stage.camera.on(
        method,
        (request, line) -> {
          line.raw(noise);
          return (step & 1) == 0 ? null : stage.camera.usual(request);
        });
    RtspLink link = stage.pull(false);
    media(stage);
    stage.advance(30_000);
    link.close(EndReason.STOPPED_BY_USER);
    stage.advance(1_100);
    if (!stage.clean()
        || stage.heard.stream().filter(each -> each.startsWith("ended")).count() != 1) {
      throw new AssertionError("left behind after " + stage.heard);
    }
    for (RtspResponse answer : stage.camera.answers) {
      if (answer.status() != 200 && answer.status() != 501) {
        throw new AssertionError("answered " + answer.status());
      }
    }
  }

  private static void media(ClientStage stage) {
    if (!stage.camera.lines.isEmpty()) {
      stage.media(3);
    }
  }
}
