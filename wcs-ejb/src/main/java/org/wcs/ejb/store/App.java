package org.wcs.ejb.store;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wcs.config.Secret;

/**
 * An application: the backend that is asked about clients that come with its key.
 *
 * @param name what the administrator calls it
 * @param key what clients give as {@code appKey}
 * @param url of the backend; calls go to this, a slash and the name of the method
 * @param owner the user whom it belongs to
 * @param mainClass kept for compatibility, empty if not set
 * @param callbackClass kept for compatibility, empty if not set
 * @param rest HTTP Basic towards the backend, if it wants that
 * @param methods wire names of the hooks that are sent; sorted
 */
public record App(
    String name,
    String key,
    String url,
    String owner,
    String mainClass,
    String callbackClass,
    @Nullable Login rest,
    Set<String> methods) {
  public App {
    methods = Collections.unmodifiableSet(new TreeSet<>(methods));
  }

  /**
   * HTTP Basic credentials.
   *
   * @param user the user name
   * @param password the password
   */
  public record Login(String user, Secret password) {}

  /** An application without hooks. */
  public static App of(String name, String key, String url, String owner) {
    return new App(name, key, url, owner, "", "", null, Set.of());
  }

  /** The same with another key. */
  public App withKey(String other) {
    return new App(name, other, url, owner, mainClass, callbackClass, rest, methods);
  }

  /** The same with another URL. */
  public App withUrl(String other) {
    return new App(name, key, other, owner, mainClass, callbackClass, rest, methods);
  }

  /** The same with another owner. */
  public App withOwner(String other) {
    return new App(name, key, url, other, mainClass, callbackClass, rest, methods);
  }

  /** The same with another main class. */
  public App withMainClass(String other) {
    return new App(name, key, url, owner, other, callbackClass, rest, methods);
  }

  /** The same with another callback class. */
  public App withCallbackClass(String other) {
    return new App(name, key, url, owner, mainClass, other, rest, methods);
  }

  /** The same with other credentials; null takes them away. */
  public App withRest(@Nullable Login other) {
    return new App(name, key, url, owner, mainClass, callbackClass, other, methods);
  }

  /** The same with other hooks. */
  public App withMethods(Set<String> others) {
    return new App(name, key, url, owner, mainClass, callbackClass, rest, others);
  }
}
