package org.wcs.connectors.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The Linux system calls that Java does not offer in a form fit for bursts. Pointers travel as
 * plain numbers, so a call allocates nothing. Any thread, with a call state of its own.
 */
final class LinuxCalls {

  static final int EINTR = 4;
  static final int EIO = 5;
  static final int EAGAIN = 11;
  static final int EINVAL = 22;

  private static final int EPIPE = 32;
  private static final int ECONNRESET = 104;
  private static final int ETIMEDOUT = 110;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final short POLLOUT = 4;

  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final @Nullable MethodHandle SENDMMSG =
      link("sendmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));
  private static final @Nullable MethodHandle SENDMSG =
      link("sendmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
  private static final @Nullable MethodHandle POLL =
      link("poll", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

  private LinuxCalls() {}

  /** Tells whether the calls can be made: Linux, 64 bit, little endian, native access granted. */
  static boolean available() {
    return SENDMMSG != null && SENDMSG != null && POLL != null;
  }

  static MemorySegment newState(Arena arena) {
    return arena.allocate(STATE);
  }

  static int errno(MemorySegment state) {
    return (int) ERRNO.get(state, 0L);
  }

  /** Sends {@code count} messages; how many went, or -1 with the reason in {@code state}. */
  static int sendmmsg(MemorySegment state, int fd, long headers, int count) {
    MethodHandle call = SENDMMSG;
    if (call == null) {
      throw new IllegalStateException("sendmmsg is not to be had on this platform");
    }
    try {
      return (int) call.invokeExact(state, fd, headers, count, MSG_DONTWAIT);
    } catch (Throwable e) {
      throw new IllegalStateException("sendmmsg", e);
    }
  }

  /** Sends one message; how many bytes went, or -1 with the reason in {@code state}. */
  static long sendmsg(MemorySegment state, int fd, long header) {
    MethodHandle call = SENDMSG;
    if (call == null) {
      throw new IllegalStateException("sendmsg is not to be had on this platform");
    }
    try {
      return (long) call.invokeExact(state, fd, header, MSG_DONTWAIT | MSG_NOSIGNAL);
    } catch (Throwable e) {
      throw new IllegalStateException("sendmsg", e);
    }
  }

  /** What to tell about a connection on which a call gave this number. */
  static String message(int errno) {
    return switch (errno) {
      case EPIPE, ECONNRESET -> "connection reset by peer";
      case ETIMEDOUT -> "the peer has not answered for too long";
      default -> "sending failed (errno " + errno + ")";
    };
  }

  /**
   * Waits until the socket takes more, at most {@code millis}. {@code pollfd} is 8 bytes of room.
   */
  static void awaitWritable(MemorySegment state, MemorySegment pollfd, int fd, int millis) {
    MethodHandle call = POLL;
    if (call == null) {
      throw new IllegalStateException("poll is not to be had on this platform");
    }
    pollfd.set(JAVA_INT, 0, fd);
    pollfd.set(JAVA_INT, 4, POLLOUT);
    try {
      int ready = (int) call.invokeExact(state, pollfd.address(), 1L, millis);
      assert ready <= 1;
    } catch (Throwable e) {
      throw new IllegalStateException("poll", e);
    }
  }

  @SuppressWarnings("restricted")
  private static @Nullable MethodHandle link(String name, FunctionDescriptor shape) {
    boolean fits =
        "Linux".equals(System.getProperty("os.name"))
            && ADDRESS.byteSize() == 8
            && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    if (!fits) {
      return null;
    }
    try {
      Linker linker = Linker.nativeLinker();
      SymbolLookup symbols = linker.defaultLookup();
      return linker.downcallHandle(
          symbols.find(name).orElseThrow(), shape, Linker.Option.captureCallState("errno"));
    } catch (RuntimeException e) {
      System.getLogger(LinuxCalls.class.getName())
          .log(Level.WARNING, "no native " + name + ", sending falls back to slower ways", e);
      return null;
    }
  }
}
