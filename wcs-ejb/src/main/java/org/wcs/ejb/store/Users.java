package org.wcs.ejb.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The users of the server. Any thread; changes block until they are on disk. */
public final class Users {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
  private static final int MIN_PASSWORD = 8;
  private static final int MAX_USERS = 10_000;
  private static final int MAX_KEYS = 100;
  private static final int MAX_KEY_LENGTH = 16_384;

  private final Database database;
  private final Passwords passwords;

  Users(Database database, Passwords passwords) {
    this.database = database;
    this.passwords = passwords;
  }

  /** All of them, the oldest first. */
  public List<User> all() {
    return database.content().accounts().stream().map(Account::user).toList();
  }

  /** The user of that name. */
  public Optional<User> find(String name) {
    return database.content().account(name).map(Account::user);
  }

  /**
   * Makes a user, who may log in at once.
   *
   * @throws StoreException if the name is taken or bad, or the password is too short
   */
  public void add(String name, char[] password) throws StoreException {
    if (!NAME.matcher(name).matches()) {
      throw new StoreException("A user name is up to 64 letters, digits and . _ @ -");
    }
    String hash = hash(password);
    database.change(
        before -> {
          if (before.account(name).isPresent()) {
            throw new StoreException("User " + name + " exists");
          }
          if (before.accounts().size() >= MAX_USERS) {
            throw new StoreException("There are too many users");
          }
          List<Account> accounts = new ArrayList<>(before.accounts());
          accounts.add(new Account(new User(name, true, List.of()), hash));
          return before.accounts(accounts);
        });
  }

  /**
   * Takes a user away.
   *
   * @throws StoreException if there is no such user, he owns an application, or nobody else could
   *     log in
   */
  public void remove(String name) throws StoreException {
    database.change(
        before -> {
          existing(before, name);
          for (App app : before.apps()) {
            if (app.owner().equals(name)) {
              throw new StoreException("User " + name + " owns the application " + app.name());
            }
          }
          return withOneActive(
              before.accounts(
                  before.accounts().stream()
                      .filter(account -> !account.user().name().equals(name))
                      .toList()));
        });
  }

  /**
   * Lets a user log in, or no more.
   *
   * @throws StoreException if there is no such user, or nobody could log in any more
   */
  public void activate(String name, boolean active) throws StoreException {
    change(name, account -> account.active(active));
  }

  /**
   * Gives a user another password.
   *
   * @throws StoreException if there is no such user or the password is too short
   */
  public void password(String name, char[] newPassword) throws StoreException {
    existing(database.content(), name);
    String hash = hash(newPassword);
    change(name, account -> account.hash(hash));
  }

  /**
   * Gives a user other public keys.
   *
   * @throws StoreException if there is no such user, or the keys are too many or too long
   */
  public void keys(String name, List<String> keys) throws StoreException {
    if (keys.size() > MAX_KEYS) {
      throw new StoreException("A user has at most " + MAX_KEYS + " keys");
    }
    for (String key : keys) {
      if (key.isBlank()
          || key.length() > MAX_KEY_LENGTH
          || key.chars().anyMatch(Character::isISOControl)) {
        throw new StoreException("A key is one line as in authorized_keys");
      }
    }
    change(name, account -> account.keys(keys));
  }

  /**
   * Whether this is the password of a user who may log in. Takes as long for one who does not
   * exist; use {@link LoginService} for anything that comes from outside.
   */
  public boolean verify(String name, char[] password) {
    Optional<Account> account = database.content().account(name);
    if (account.isEmpty()) {
      return passwords.fitsNobody(password);
    }
    return passwords.fits(password, account.get().hash()) && account.get().user().active();
  }

  /** What a check of the password depends on; it changes with the password. */
  String stamp(String name) {
    return database
        .content()
        .account(name)
        .filter(account -> account.user().active())
        .map(Account::hash)
        .orElse("");
  }

  private String hash(char[] password) throws StoreException {
    if (password.length < MIN_PASSWORD || password.length > Passwords.MAX_LENGTH) {
      throw new StoreException(
          "A password has " + MIN_PASSWORD + " to " + Passwords.MAX_LENGTH + " characters");
    }
    return passwords.hash(password);
  }

  private void change(String name, UnaryOperator<Account> how) throws StoreException {
    database.change(
        before -> {
          existing(before, name);
          return withOneActive(
              before.accounts(
                  before.accounts().stream()
                      .map(one -> one.user().name().equals(name) ? how.apply(one) : one)
                      .toList()));
        });
  }

  private static void existing(Content content, String name) throws StoreException {
    if (content.account(name).isEmpty()) {
      throw new StoreException("User " + name + " does not exist");
    }
  }

  private static Content withOneActive(Content content) throws StoreException {
    if (content.accounts().stream().noneMatch(account -> account.user().active())) {
      throw new StoreException("Nobody could log in any more");
    }
    return content;
  }
}
