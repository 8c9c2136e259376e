package org.wcs.ejb.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/** Where a command writes, and whom it can ask. The thread of its session. */
interface Console {

  /** What was asked for. */
  PrintWriter out();

  /** What went wrong. */
  PrintWriter err();

  /** Whether somebody sits at a terminal. */
  boolean terminal();

  /**
   * Asks for a password, which does not show. Without a terminal it is the next line of the input.
   *
   * @throws IOException if there is none
   */
  char[] secret(String prompt) throws IOException;

  /**
   * Waits.
   *
   * @return false if nobody wants to see more: interrupted, or gone
   */
  boolean pause(Duration time);
}
