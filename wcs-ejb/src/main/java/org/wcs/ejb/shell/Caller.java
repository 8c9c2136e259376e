package org.wcs.ejb.shell;

/**
 * Who gives commands.
 *
 * @param user the login
 * @param address where from
 * @param readOnly whether one may only look
 */
record Caller(String user, String address, boolean readOnly) {

  /** The user who administers users and everybody's applications. */
  static final String ADMIN = "admin";

  boolean admin() {
    return user.equals(ADMIN);
  }
}
