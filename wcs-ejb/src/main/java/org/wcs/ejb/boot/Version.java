package org.wcs.ejb.boot;

/** The version that clients are told: the line of servers whose clients this one serves. */
final class Version {

  static final String TEXT = "5.2.0";

  private Version() {}
}
