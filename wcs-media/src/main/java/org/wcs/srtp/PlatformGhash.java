package org.wcs.srtp;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's own GHASH, which the compiler replaces by carry-less multiplication instructions.
 * {@code javax.crypto} offers it only inside AES/GCM, whose set-up per packet allocates a kilobyte.
 */
final class PlatformGhash implements Ghash {
  private static final @Nullable MethodHandle PROCESS_BLOCKS = find();

  static final boolean AVAILABLE = PROCESS_BLOCKS != null;

  /**
   * The key, and room for eight of its powers that the compiled code may use: JDK 25 demands 18.
   */
  private final long[] powers = new long[18];

  PlatformGhash(long keyHigh, long keyLow) {
    powers[0] = keyHigh;
    powers[1] = keyLow;
  }

  @Override
  public void update(byte[] data, int off, int blocks, long[] state) {
    MethodHandle processBlocks = PROCESS_BLOCKS;
    if (processBlocks == null || off < 0 || blocks < 0 || data.length - off < blocks << 4) {
      throw new IllegalStateException(blocks + " blocks at " + off + " of " + data.length);
    }
    try {
      processBlocks.invokeExact(data, off, blocks, state, powers);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable MethodHandle find() {
    try {
      Class<?> ghash = Class.forName("com.sun.crypto.provider.GHASH");
      MethodType type =
          MethodType.methodType(
              void.class, byte[].class, int.class, int.class, long[].class, long[].class);
      return MethodHandles.privateLookupIn(ghash, MethodHandles.lookup())
          .findStatic(ghash, "processBlocks", type);
    } catch (ReflectiveOperationException e) {
      return null; // another JVM, or its package is not opened to us
    }
  }
}
