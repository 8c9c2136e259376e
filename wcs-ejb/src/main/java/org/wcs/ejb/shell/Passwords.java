package org.wcs.ejb.shell;

import java.io.IOException;
import java.util.Arrays;

/** Asking for new passwords. */
final class Passwords {

  private Passwords() {}

  /** Asks once, and at a terminal again, as it does not show there. */
  static char[] ask(Console console, String what) throws Refusal, IOException {
    char[] first = console.secret(what + ": ");
    if (console.terminal() && !Arrays.equals(first, console.secret("Once more: "))) {
      throw Refusal.failed("these were two different passwords");
    }
    return first;
  }
}
