package org.wcs.web.whip;

/** What became of an offer. */
sealed interface Outcome {

  /**
   * It was answered.
   *
   * @param token the unguessable last part of the resource's URL
   */
  record Answered(String token, String answer) implements Outcome {}

  /**
   * It was refused.
   *
   * @param status HTTP status code
   * @param detail a sentence for people
   */
  record Refused(int status, String detail) implements Outcome {}
}
