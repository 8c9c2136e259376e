package org.wcs.ejb.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The applications. Any thread; changes block until they are on disk. */
public final class Apps {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");
  private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{0,1024}");
  private static final int MAX_URL = 2_048;
  private static final int MAX_PORT = 65_535;
  private static final int MAX_APPS = 10_000;

  private final Database database;
  private final Set<String> knownMethods;

  Apps(Database database, Set<String> knownMethods) {
    this.database = database;
    this.knownMethods = knownMethods;
  }

  /** All of them, the oldest first. */
  public List<App> all() {
    return database.content().apps();
  }

  /** The application that clients name by this key. */
  public Optional<App> byKey(String appKey) {
    return Optional.ofNullable(database.byKey().get(appKey));
  }

  /** The application of that name. */
  public Optional<App> byName(String name) {
    return database.content().app(name);
  }

  /** Wire names of all hooks, sorted. */
  public List<String> allMethods() {
    return knownMethods.stream().sorted().toList();
  }

  /**
   * Adds an application, with the methods it has.
   *
   * @throws StoreException if name or key are taken, or something in it is bad
   */
  public void add(App app) throws StoreException {
    database.change(
        before -> {
          if (before.app(app.name()).isPresent()) {
            throw new StoreException("Application " + app.name() + " exists");
          }
          if (before.apps().size() >= MAX_APPS) {
            throw new StoreException("There are too many applications");
          }
          checkMethods(app.methods());
          List<App> apps = new ArrayList<>(before.apps());
          apps.add(app);
          return checked(before.apps(apps), app);
        });
  }

  /**
   * Changes an application; its name stays.
   *
   * @throws StoreException if there is none of that name, or something in it is bad
   */
  public void update(String name, UnaryOperator<App> how) throws StoreException {
    database.change(
        before -> {
          App changed = how.apply(existing(before, name));
          if (!changed.name().equals(name)) {
            throw new StoreException("The name of an application cannot change");
          }
          List<App> apps =
              before.apps().stream().map(one -> one.name().equals(name) ? changed : one).toList();
          return checked(before.apps(apps), changed);
        });
  }

  /**
   * Takes an application away.
   *
   * @throws StoreException if there is none of that name
   */
  public void remove(String name) throws StoreException {
    database.change(
        before -> {
          existing(before, name);
          return before.apps(
              before.apps().stream().filter(one -> !one.name().equals(name)).toList());
        });
  }

  /**
   * From now on this hook is sent.
   *
   * @throws StoreException if there is no such application or no such hook
   */
  public void addMethod(String name, String method) throws StoreException {
    checkMethods(Set.of(method));
    update(
        name,
        app -> {
          Set<String> methods = new TreeSet<>(app.methods());
          methods.add(method);
          return app.withMethods(methods);
        });
  }

  /**
   * This hook is sent no more.
   *
   * @throws StoreException if there is no such application, or it does not have that hook
   */
  public void removeMethod(String name, String method) throws StoreException {
    if (!existing(database.content(), name).methods().contains(method)) {
      throw new StoreException("Application " + name + " does not have the method " + method);
    }
    update(
        name,
        app -> {
          Set<String> methods = new TreeSet<>(app.methods());
          methods.remove(method);
          return app.withMethods(methods);
        });
  }

  /**
   * From now on every hook is sent.
   *
   * @throws StoreException if there is no such application
   */
  public void addAllMethods(String name) throws StoreException {
    update(name, app -> app.withMethods(knownMethods));
  }

  /**
   * No hook is sent any more.
   *
   * @throws StoreException if there is no such application
   */
  public void removeAllMethods(String name) throws StoreException {
    update(name, app -> app.withMethods(Set.of()));
  }

  /** Why this application may not be, or an empty text. */
  static String fault(App app) {
    if (!NAME.matcher(app.name()).matches()) {
      return "The name of an application is up to 64 letters, digits and . _ -";
    }
    if (!KEY.matcher(app.key()).matches()) {
      return "The key of an application is up to 128 characters without spaces";
    }
    App.Login rest = app.rest();
    if (!LINE.matcher(app.mainClass()).matches()
        || !LINE.matcher(app.callbackClass()).matches()
        || (rest != null
            && (!LINE.matcher(rest.user()).matches()
                || rest.user().contains(":")
                || !LINE.matcher(rest.password().value()).matches()))) {
      return "A value is too long or has characters that cannot be used";
    }
    return urlFault(app.url());
  }

  private static String urlFault(String url) {
    String wrong = "The URL of an application is http://host/path or https://host/path";
    if (url.length() > MAX_URL) {
      return wrong;
    }
    try {
      URI uri = new URI(url);
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      boolean https = "https".equalsIgnoreCase(uri.getScheme());
      if (!(http || https) || uri.getHost() == null || uri.getPort() > MAX_PORT) {
        return wrong;
      }
      if (uri.getUserInfo() != null) {
        return wrong + "; its user and password are set beside it";
      }
      if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
        return wrong + ", without ? and #";
      }
      return "";
    } catch (URISyntaxException e) {
      return wrong;
    }
  }

  private void checkMethods(Set<String> methods) throws StoreException {
    for (String method : methods) {
      if (!knownMethods.contains(method)) {
        throw new StoreException("There is no method " + method);
      }
    }
  }

  private static App existing(Content content, String name) throws StoreException {
    return content
        .app(name)
        .orElseThrow(() -> new StoreException("Application " + name + " does not exist"));
  }

  private static Content checked(Content after, App app) throws StoreException {
    String fault = fault(app);
    if (!fault.isEmpty()) {
      throw new StoreException(fault);
    }
    if (after.account(app.owner()).isEmpty()) {
      throw new StoreException("User " + app.owner() + " does not exist");
    }
    for (App other : after.apps()) {
      if (other.key().equals(app.key()) && !other.name().equals(app.name())) {
        throw new StoreException("The key " + app.key() + " belongs to " + other.name());
      }
    }
    return after;
  }
}
