package org.wcs.ejb.store;

import java.util.List;
import java.util.Optional;

/**
 * Everything in the database at one moment.
 *
 * @param httpPort port of the server's own applications, as their URLs have it
 * @param accounts in the order they were made
 * @param apps in the order they were made
 */
record Content(int httpPort, List<Account> accounts, List<App> apps) {
  Content {
    accounts = List.copyOf(accounts);
    apps = List.copyOf(apps);
  }

  Optional<Account> account(String name) {
    return accounts.stream().filter(account -> account.user().name().equals(name)).findFirst();
  }

  Optional<App> app(String name) {
    return apps.stream().filter(app -> app.name().equals(name)).findFirst();
  }

  Content accounts(List<Account> others) {
    return new Content(httpPort, others, apps);
  }

  Content apps(List<App> others) {
    return new Content(httpPort, accounts, others);
  }

  /** A change; it is not made if it throws. */
  interface Change {
    Content of(Content before) throws StoreException;
  }
}
