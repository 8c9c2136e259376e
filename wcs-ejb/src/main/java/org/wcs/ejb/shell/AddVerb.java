package org.wcs.ejb.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.store.App;
import org.wcs.ejb.store.StoreException;
import org.wcs.ejb.store.User;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** New users, keys, applications, methods. */
@Command(name = "add", description = "Add a user, a key, an application, or methods to one.")
final class AddVerb {

  private final Verbs.Store store;
  private final Rights rights;
  private final Caller caller;
  private final Console console;

  AddVerb(Verbs.Store store, Caller caller, Console console) {
    this.store = store;
    this.rights = new Rights(caller, store.apps());
    this.caller = caller;
    this.console = console;
  }

  @Command(name = "user", description = "Somebody more may log in.")
  int user(
      @Parameters(paramLabel = "<username>", description = "The login.") String name,
      @Parameters(
              paramLabel = "<password>",
              arity = "0..1",
              description = "Asked for if it is not given, so that it does not show.")
          @Nullable String password)
      throws Refusal, StoreException, IOException {
    rights.administers();
    char[] secret =
        password == null ? Passwords.ask(console, "Password of " + name) : password.toCharArray();
    store.users().add(name, secret);
    console.out().println("User " + Table.plain(name) + " is added.");
    return ExitCode.DONE;
  }

  @Command(name = "key", description = "A user may log in with this public key.")
  int key(
      @Parameters(paramLabel = "<user>", description = "Whose it is.") String name,
      @Parameters(
              paramLabel = "<key>",
              arity = "1..*",
              description = "A line as ssh-keygen writes it: ssh-ed25519 AAAA... me@home")
          List<String> words)
      throws Refusal, StoreException, IOException {
    rights.administersOrIs(name);
    User user = UserKeys.find(store.users(), name);
    PublicKeyLine key = PublicKeyLine.parse(String.join(" ", words));
    if (UserKeys.of(user).stream().anyMatch(other -> other.matches(key.key()))) {
      throw Refusal.failed(name + " has this key already");
    }
    List<String> keys = new ArrayList<>(user.keys());
    keys.add(key.line());
    store.users().keys(name, keys);
    console.out().println("Key " + key.fingerprint() + " is added.");
    return ExitCode.DONE;
  }

  @Command(name = "app", description = "An application with a backend; no method is called yet.")
  int app(
      @Parameters(paramLabel = "<name>", description = "How it is called here.") String name,
      @Parameters(paramLabel = "<appKey>", description = "What its clients give.") String key,
      @Parameters(paramLabel = "<url>", description = "Of its backend.") String url,
      @Mixin AppFields fields)
      throws Refusal, StoreException {
    String owner = fields.owner() == null ? caller.user() : fields.owner();
    rights.administersOrIs(owner);
    store.apps().add(fields.on(App.of(name, key, url, owner)));
    console.out().println("Application " + Table.plain(name) + " is added.");
    return ExitCode.DONE;
  }

  @Command(name = "app-rest-method", description = "Methods are called on a backend from now on.")
  int appRestMethod(
      @Option(
              names = {"-a", "--all"},
              description = "Every method.")
          boolean all,
      @Parameters(paramLabel = "<app>", description = "Name of the application.") String name,
      @Parameters(paramLabel = "<method>", arity = "0..*", description = "See show rest-methods.")
          @Nullable List<String> methods)
      throws Refusal, StoreException {
    rights.owned(name);
    if (all) {
      store.apps().addAllMethods(name);
    } else {
      for (String method : Methods.named(methods)) {
        store.apps().addMethod(name, method);
      }
    }
    console.out().println(Methods.told(rights.owned(name)));
    return ExitCode.DONE;
  }
}
