package org.wcs.ejb.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.store.App;
import org.wcs.ejb.store.User;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Users and applications. */
@Command(name = "show")
final class ShowStore {

  private final Verbs.Store store;
  private final Rights rights;
  private final Caller caller;
  private final Console console;

  ShowStore(Verbs.Store store, Caller caller, Console console) {
    this.store = store;
    this.rights = new Rights(caller, store.apps());
    this.caller = caller;
    this.console = console;
  }

  @Command(name = "users", description = "Who may log in.")
  int users(
      @Mixin Output output,
      @Option(
              names = {"-d", "--detail"},
              description = "Also keys and applications.")
          boolean detail,
      @Option(
              names = {"-a", "--active"},
              description = "Only those who may log in now.")
          boolean active) {
    List<User> users =
        store.users().all().stream()
            .filter(user -> caller.admin() || user.name().equals(caller.user()))
            .filter(user -> user.active() || !active)
            .toList();
    Table table =
        detail
            ? Table.of("name:Name", "active:Active", "keys:Keys", "apps:Applications")
            : Table.of("name:Name", "active:Active");
    for (User user : users) {
      if (detail) {
        table.row(user.name(), user.active(), user.keys().size(), appsOf(user));
      } else {
        table.row(user.name(), user.active());
      }
    }
    return output.print(console, table, "There are no such users.");
  }

  private String appsOf(User user) {
    return String.join(
        ",",
        store.apps().all().stream()
            .filter(app -> app.owner().equals(user.name()))
            .map(App::name)
            .toList());
  }

  @Command(name = "keys", description = "Public keys with which a user may log in.")
  int keys(
      @Mixin Output output,
      @Parameters(paramLabel = "<user>", arity = "0..1", description = "By default, you.")
          @Nullable String name)
      throws Refusal {
    String user = name == null ? caller.user() : name;
    rights.administersOrIs(user);
    Table table = Table.of("number:No.", "type:Type", "fingerprint:Fingerprint", "comment:Comment");
    int number = 0;
    for (PublicKeyLine key : UserKeys.of(store.users(), user)) {
      table.row(++number, key.type(), key.fingerprint(), key.comment());
    }
    return output.print(console, table, user + " has no keys.");
  }

  @Command(name = "apps", description = "Applications and their backends.")
  int apps(
      @Mixin Output output,
      @Option(
              names = {"-d", "--detail"},
              description = "All that is kept, but passwords.")
          boolean detail) {
    Table table =
        detail
            ? Table.of(
                "name:Name",
                "appKey:Key",
                "url:URL",
                "owner:Owner",
                "mainClass:Main class",
                "callbackClass:Callback class",
                "restUsername:HTTP user",
                "methods:Methods")
            : Table.of("name:Name", "appKey:Key", "url:URL", "owner:Owner");
    for (App app : rights.visible()) {
      if (detail) {
        App.Login rest = app.rest();
        table.row(
            app.name(),
            app.key(),
            app.url(),
            app.owner(),
            app.mainClass(),
            app.callbackClass(),
            rest == null ? "" : rest.user(),
            app.methods().size());
      } else {
        table.row(app.name(), app.key(), app.url(), app.owner());
      }
    }
    return output.print(console, table, "You have no applications.");
  }

  @Command(name = "rest-methods", description = "Methods that can be called on a backend.")
  int restMethods(@Mixin Output output) {
    return methods(output, store.apps().allMethods(), "There are no methods.");
  }

  @Command(name = "app-rest-methods", description = "Methods that are called for an application.")
  int appRestMethods(
      @Mixin Output output,
      @Parameters(paramLabel = "<app>", description = "Its name.") String name)
      throws Refusal {
    List<String> methods = List.copyOf(rights.owned(name).methods());
    return methods(output, methods, "No method is called for " + name + ".");
  }

  private int methods(Output output, List<String> methods, String nothing) {
    Table table = Table.of("method:Method");
    methods.forEach(table::row);
    return output.print(console, table, nothing);
  }
}
