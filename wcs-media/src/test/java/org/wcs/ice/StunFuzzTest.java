package org.wcs.ice;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetSocketAddress;

class StunFuzzTest {
  private static final IceCredentials LOCAL = new IceCredentials("h6vY", StunGoldens.PASSWORD);
  private static final InetSocketAddress FROM = new InetSocketAddress("192.0.2.1", 1);

  @FuzzTest
  void parses(byte[] bytes) {
    StunMessage message = StunMessage.parse(bytes, 0, bytes.length);
    if (message != null) {
      StunGoldens.touch(message);
      IceLiteAgent agent = new IceLiteAgent(LOCAL, null, IceTimeouts.DEFAULT, 0);
      byte[] reply = new byte[StunWriter.ROOM];
      int length = agent.onMessage(message, agent, FROM, 1, reply).replyLength();
      if (length > 0 && StunMessage.parse(reply, 0, length) == null) {
        throw new AssertionError("the reply cannot be read");
      }
    }
  }
}
