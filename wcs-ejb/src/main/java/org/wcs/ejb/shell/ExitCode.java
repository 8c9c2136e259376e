package org.wcs.ejb.shell;

/** What a command ends with, for scripts. */
final class ExitCode {

  /** It is done. */
  static final int DONE = 0;

  /** It could not be done. */
  static final int FAILED = 1;

  /** Nobody knows such a command, or not with these words. */
  static final int USAGE = 2;

  /** It may not be done: this user, or this port. */
  static final int DENIED = 3;

  /** A fault of the server; its log has more. */
  static final int BUG = 70;

  private ExitCode() {}
}
