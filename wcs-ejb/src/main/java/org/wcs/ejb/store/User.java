package org.wcs.ejb.store;

import java.util.List;

/**
 * Who may administer the server.
 *
 * @param name the login
 * @param active whether the user may log in
 * @param keys public keys for SSH, each as a line of {@code authorized_keys}
 */
public record User(String name, boolean active, List<String> keys) {
  public User {
    keys = List.copyOf(keys);
  }
}
