package org.wcs.ejb.shell;

/** A command is not carried out; the message is for who gave it. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final int code;

  private Refusal(int code, String message) {
    super(message);
    this.code = code;
  }

  /** What is asked for is not possible. */
  static Refusal failed(String message) {
    return new Refusal(ExitCode.FAILED, message);
  }

  /** It may not be asked for here. */
  static Refusal denied(String message) {
    return new Refusal(ExitCode.DENIED, message);
  }

  /** What the client's program ends with. */
  int code() {
    return code;
  }
}
