package org.wcs.ejb.hook;

import jakarta.json.JsonObject;

/** What came of a call. */
sealed interface Outcome {

  /**
   * The backend said yes.
   *
   * @param body what it sent
   */
  record Answered(JsonObject body) implements Outcome {}

  /**
   * It said no, or nothing that could be understood.
   *
   * @param status of its HTTP answer, 0 if there was none that could be used
   * @param info for the client
   * @param fault what went wrong
   */
  record Failed(int status, String info, Fault fault) implements Outcome {}

  /** What went wrong. */
  enum Fault {
    STATUS("Application refused"),
    TIMEOUT("Application did not answer in time"),
    UNREACHABLE("Application cannot be reached"),
    GARBAGE("Application gave no usable answer"),
    OVERLOAD("Application is overloaded");

    private final String info;

    Fault(String info) {
      this.info = info;
    }

    /** The failure, for those that have no status. */
    Failed failed() {
      return new Failed(0, info, this);
    }
  }
}
