package org.wcs.ejb.shell;

import org.jspecify.annotations.Nullable;
import org.wcs.ejb.store.App;
import org.wcs.ejb.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes of users and applications. */
@Command(name = "update", description = "Change a user or an application.")
final class UpdateVerb {

  private final Verbs.Store store;
  private final Rights rights;
  private final Caller caller;
  private final Console console;

  UpdateVerb(Verbs.Store store, Caller caller, Console console) {
    this.store = store;
    this.rights = new Rights(caller, store.apps());
    this.caller = caller;
    this.console = console;
  }

  @Command(name = "user", description = "Let a user log in, or no longer.")
  int user(
      @Option(
              names = {"-a", "--active"},
              arity = "1",
              paramLabel = "true|false",
              required = true,
              description = "false: all that is kept stays, but no login.")
          boolean active,
      @Parameters(paramLabel = "<username>", description = "The login.") String name)
      throws Refusal, StoreException {
    rights.administers();
    if (!active && name.equals(caller.user())) {
      throw Refusal.failed("you would lock yourself out");
    }
    store.users().activate(name, active);
    String now = active ? " may log in." : " may not log in any more.";
    console.out().println(Table.plain(name) + now);
    return ExitCode.DONE;
  }

  @Command(name = "app", description = "Change what is given, leave the rest.")
  int app(
      @Option(
              names = {"-k", "--key"},
              paramLabel = "<appKey>",
              description = "What its clients give.")
          @Nullable String key,
      @Option(
              names = {"-l", "--url"},
              paramLabel = "<url>",
              description = "Of its backend.")
          @Nullable String url,
      @Mixin AppFields fields,
      @Parameters(paramLabel = "<app>", description = "Its name.") String name)
      throws Refusal, StoreException {
    rights.owned(name);
    if (fields.owner() != null) {
      rights.administersOrIs(fields.owner());
    }
    store.apps().update(name, app -> changed(fields.on(app), key, url));
    console.out().println("Application " + Table.plain(name) + " is changed.");
    return ExitCode.DONE;
  }

  private static App changed(App app, @Nullable String key, @Nullable String url) {
    App changed = key == null ? app : app.withKey(key);
    return url == null ? changed : changed.withUrl(url);
  }
}
