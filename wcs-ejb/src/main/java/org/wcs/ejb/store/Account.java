package org.wcs.ejb.store;

import java.util.List;

/**
 * A user with what is known of his password.
 *
 * @param user the user
 * @param hash as {@link Passwords} writes it
 */
record Account(User user, String hash) {

  Account active(boolean active) {
    return new Account(new User(user.name(), active, user.keys()), hash);
  }

  Account keys(List<String> keys) {
    return new Account(new User(user.name(), user.active(), keys), hash);
  }

  Account hash(String other) {
    return new Account(user, other);
  }
}
