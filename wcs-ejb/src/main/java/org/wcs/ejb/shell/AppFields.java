package org.wcs.ejb.shell;

import org.jspecify.annotations.Nullable;
import org.wcs.config.Secret;
import org.wcs.ejb.store.App;
import picocli.CommandLine.Option;

/** What an application may have beside its name. */
final class AppFields {

  @Option(
      names = {"-m", "--m-class"},
      paramLabel = "<class>",
      description = "Main class; kept for compatibility.")
  private @Nullable String mainClass;

  @Option(
      names = {"-c", "--c-class"},
      paramLabel = "<class>",
      description = "Callback class; kept for compatibility.")
  private @Nullable String callbackClass;

  @Option(
      names = {"-u", "--u-rest"},
      paramLabel = "<name>",
      description = "HTTP user at the backend; \"\" for none.")
  private @Nullable String restUser;

  @Option(
      names = {"-p", "--p-rest"},
      paramLabel = "<password>",
      description = "HTTP password at the backend.")
  private @Nullable String restPassword;

  @Option(
      names = {"-o", "--owner"},
      paramLabel = "<user>",
      description = "Whose it is; by default, yours.")
  private @Nullable String owner;

  @Nullable String owner() {
    return owner;
  }

  /** The application with what was given here. */
  App on(App app) {
    App changed = app;
    if (mainClass != null) {
      changed = changed.withMainClass(mainClass);
    }
    if (callbackClass != null) {
      changed = changed.withCallbackClass(callbackClass);
    }
    if (owner != null) {
      changed = changed.withOwner(owner);
    }
    return restUser == null && restPassword == null ? changed : changed.withRest(rest(changed));
  }

  private App.@Nullable Login rest(App app) {
    App.Login before = app.rest();
    String user = restUser == null ? (before == null ? "" : before.user()) : restUser;
    if (user.isEmpty()) {
      return null;
    }
    Secret kept = before == null ? new Secret("") : before.password();
    return new App.Login(user, restPassword == null ? kept : new Secret(restPassword));
  }
}
