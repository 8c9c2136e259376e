package org.wcs.ejb.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.store.StoreException;
import org.wcs.ejb.store.User;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is no longer wanted. */
@Command(name = "remove", description = "Remove a user, a key, an application, or its methods.")
final class RemoveVerb {

  private final Verbs.Store store;
  private final Rights rights;
  private final Caller caller;
  private final Console console;

  RemoveVerb(Verbs.Store store, Caller caller, Console console) {
    this.store = store;
    this.rights = new Rights(caller, store.apps());
    this.caller = caller;
    this.console = console;
  }

  @Command(
      name = "user",
      description = "Somebody may no longer log in; nobody who owns an application.")
  int user(@Parameters(paramLabel = "<username>", description = "The login.") String name)
      throws Refusal, StoreException {
    rights.administers();
    if (name.equals(caller.user())) {
      throw Refusal.failed("you cannot remove yourself");
    }
    store.users().remove(name);
    console.out().println("User " + Table.plain(name) + " is removed.");
    return ExitCode.DONE;
  }

  @Command(name = "key", description = "A public key is good for nothing any more.")
  int key(
      @Parameters(paramLabel = "<user>", description = "Whose it is.") String name,
      @Parameters(paramLabel = "<key>", description = "Number or fingerprint in show keys.")
          String which)
      throws Refusal, StoreException {
    rights.administersOrIs(name);
    User user = UserKeys.find(store.users(), name);
    List<PublicKeyLine> keys = UserKeys.of(user);
    for (int index = 0; index < keys.size(); index++) {
      PublicKeyLine key = keys.get(index);
      if (which.equals(String.valueOf(index + 1)) || which.equals(key.fingerprint())) {
        List<String> less = new ArrayList<>(user.keys());
        less.removeIf(line -> line.strip().equals(key.line()));
        store.users().keys(name, less);
        console.out().println("Key " + key.fingerprint() + " is removed.");
        return ExitCode.DONE;
      }
    }
    throw Refusal.failed(name + " has no such key");
  }

  @Command(name = "app", description = "Clients with its key are not let in any more.")
  int app(@Parameters(paramLabel = "<app>", description = "Its name.") String name)
      throws Refusal, StoreException {
    rights.owned(name);
    store.apps().remove(name);
    console.out().println("Application " + Table.plain(name) + " is removed.");
    return ExitCode.DONE;
  }

  @Command(name = "app-rest-method", description = "Methods are no longer called on a backend.")
  int appRestMethod(
      @Option(
              names = {"-a", "--all"},
              description = "No method at all.")
          boolean all,
      @Parameters(paramLabel = "<app>", description = "Name of the application.") String name,
      @Parameters(paramLabel = "<method>", arity = "0..*", description = "See app-rest-methods.")
          @Nullable List<String> methods)
      throws Refusal, StoreException {
    rights.owned(name);
    if (all) {
      store.apps().removeAllMethods(name);
    } else {
      for (String method : Methods.named(methods)) {
        store.apps().removeMethod(name, method);
      }
    }
    console.out().println(Methods.told(rights.owned(name)));
    return ExitCode.DONE;
  }
}
