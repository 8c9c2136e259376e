package org.wcs.ejb.shell;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Another password. */
@Command(name = "passwd", description = "Change a password; it is asked for.")
final class PasswordVerb implements Callable<Integer> {

  private final Verbs.Store store;
  private final Rights rights;
  private final Caller caller;
  private final Console console;

  @Parameters(paramLabel = "<user>", arity = "0..1", description = "By default, your own.")
  private @Nullable String name;

  PasswordVerb(Verbs.Store store, Caller caller, Console console) {
    this.store = store;
    this.rights = new Rights(caller, store.apps());
    this.caller = caller;
    this.console = console;
  }

  @Override
  public Integer call() throws Refusal, StoreException, IOException {
    String user = name == null ? caller.user() : name;
    rights.administersOrIs(user);
    UserKeys.find(store.users(), user);
    store.users().password(user, Passwords.ask(console, "New password"));
    console.out().println("The password of " + Table.plain(user) + " is changed.");
    return ExitCode.DONE;
  }
}
