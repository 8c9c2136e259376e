package org.wcs.srtp;

import java.lang.System.Logger;

/** The universal hash of GCM under one key (NIST SP 800-38D section 6.4). Works on whole blocks. */
sealed interface Ghash permits PlatformGhash, TableGhash {
  /**
   * Mixes whole blocks into the state.
   *
   * @param state two longs, big-endian halves of the hash; starts as zeros
   */
  void update(byte[] data, int off, int blocks, long[] state);

  /** The fastest implementation this JVM lets us use. */
  static Ghash of(long keyHigh, long keyLow) {
    return Choice.PLATFORM ? new PlatformGhash(keyHigh, keyLow) : new TableGhash(keyHigh, keyLow);
  }

  /** Made once, when the first key is set up. */
  final class Choice {
    private static final boolean PLATFORM = choose();

    private Choice() {}

    private static boolean choose() {
      Logger log = System.getLogger(Ghash.class.getName());
      boolean works = PlatformGhash.AVAILABLE && agrees();
      if (works) {
        log.log(Logger.Level.DEBUG, "GHASH of the JVM (carry-less multiplication)");
      } else {
        log.log(
            Logger.Level.INFO,
            "GHASH in plain Java, several times slower;"
                + " start with --add-opens java.base/com.sun.crypto.provider=ALL-UNNAMED");
      }
      return works;
    }

    /** An internal method may change its meaning between releases; then it is not used. */
    private static boolean agrees() {
      byte[] data = new byte[32 * 16];
      for (int i = 0; i < data.length; i++) {
        data[i] = (byte) (i * 37 + 11);
      }
      long[] expected = new long[2];
      long[] actual = new long[2];
      new TableGhash(0x66e94bd4ef8a2c3bL, 0x884cfa59ca342b2eL).update(data, 0, 32, expected);
      new PlatformGhash(0x66e94bd4ef8a2c3bL, 0x884cfa59ca342b2eL).update(data, 0, 32, actual);
      return expected[0] == actual[0] && expected[1] == actual[1];
    }
  }
}
