package org.wcs.ejb.shell;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wcs.ejb.store.User;
import org.wcs.ejb.store.Users;

/** Public keys of users, as the store keeps them. Any thread. */
final class UserKeys {

  private static final Logger LOG = System.getLogger(UserKeys.class.getName());

  private UserKeys() {}

  /** A user's keys; lines that are none are left out. */
  static List<PublicKeyLine> of(Users users, String name) throws Refusal {
    return of(find(users, name));
  }

  static User find(Users users, String name) throws Refusal {
    Optional<User> user = users.find(name);
    return user.orElseThrow(() -> Refusal.failed("there is no user " + name));
  }

  static List<PublicKeyLine> of(User user) {
    List<PublicKeyLine> keys = new ArrayList<>();
    for (String line : user.keys()) {
      try {
        keys.add(PublicKeyLine.parse(line));
      } catch (IOException e) {
        LOG.log(
            Level.WARNING, "A key of user {0} is passed over: {1}", user.name(), e.getMessage());
      }
    }
    return keys;
  }
}
