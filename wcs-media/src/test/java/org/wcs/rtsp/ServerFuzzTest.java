package org.wcs.rtsp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.wcs.rtsp.wire.RtspResponse;

class ServerFuzzTest {

  /** The first byte says in which state a client begins to say the others. */
  @FuzzTest
  void bearsAnyClient(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    ServerStage stage = new ServerStage();
    ServerTalk publisher = stage.publisher("cam");
    ServerTalk talk =
        switch (bytes[0] & 3) {
          case 0 -> stage.talk();
          case 1 -> stage.player("cam");
          case 2 -> announced(stage);
          default -> stage.publisher("mine");
        };
    byte[] said = Arrays.copyOfRange(bytes, 1, bytes.length);
    int half = said.length / 2;
    talk.say(Arrays.copyOf(said, half));
    talk.say(Arrays.copyOfRange(said, half, said.length));
    publisher.media(2);
    stage.advance(5_100);
    for (RtspResponse answer : talk.responses) {
      if (answer.status() == 500) {
        throw new AssertionError("a fault of our own");
      }
    }
    talk.leave();
    publisher.leave();
    stage.advance(66_000);
    stage.protocol.close();
    stage.settle();
    if (stage.network.datagrams().open() > 0
        || !stage.hub.streams().isEmpty()
        || stage.totals().players() > 0) {
      throw new AssertionError("something was left behind");
    }
  }

  private static ServerTalk announced(ServerStage stage) {
    ServerTalk talk = stage.talk();
    talk.announce("mine");
    return talk;
  }
}
