package org.wcs.ejb.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Users and applications in one file. Any thread: reading never waits; a change is on disk before
 * it is seen and before its method returns.
 */
public final class Database {

  private static final Logger LOG = System.getLogger(Database.class.getName());
  private static final String ADMIN = "admin";
  private static final String ADMIN_FILE = "admin.password";
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int ADMIN_PASSWORD_LENGTH = 20;

  private final DatabaseFile file;
  private final Users users;
  private final Apps apps;
  private final Object changing = new Object();
  private volatile Now now;

  /** What is in force, with the applications by key. */
  private record Now(Content content, Map<String, App> byKey) {
    static Now of(Content content) {
      Map<String, App> byKey = new HashMap<>();
      content.apps().forEach(app -> byKey.put(app.key(), app));
      return new Now(content, Map.copyOf(byKey));
    }
  }

  private Database(DatabaseFile file, Passwords passwords, SeedSettings seeds, Content content) {
    this.file = file;
    this.users = new Users(this, passwords);
    this.apps = new Apps(this, seeds.methods());
    this.now = Now.of(content);
  }

  /**
   * Reads the database, or makes it: then there is a user {@code admin}, whose password is logged
   * and written beside the file, and the applications that are part of the server.
   *
   * @param path the file; the one before the last change is kept beside it and used if the file is
   *     broken
   * @throws IOException if it cannot be read or written, or neither file is a database
   */
  public static Database open(Path path, SeedSettings seeds) throws IOException {
    return open(path, seeds, new Passwords(Passwords.DEFAULT_ROUNDS));
  }

  static Database open(Path path, SeedSettings seeds, Passwords passwords) throws IOException {
    DatabaseFile file = new DatabaseFile(path.toAbsolutePath());
    Content content = load(file);
    if (content == null) {
      content = first(file, seeds, passwords);
    } else if (content.httpPort() != seeds.httpPort()) {
      content = moved(content, seeds.httpPort());
      file.write(readable(content));
    }
    return new Database(file, passwords, seeds, content);
  }

  /** Who may administer the server. */
  public Users users() {
    return users;
  }

  /** Whose backends are asked about clients. */
  public Apps apps() {
    return apps;
  }

  Content content() {
    return now.content();
  }

  Map<String, App> byKey() {
    return now.byKey();
  }

  void change(Content.Change change) throws StoreException {
    synchronized (changing) {
      Content after = change.of(now.content());
      try {
        file.write(readable(after));
      } catch (IOException e) {
        LOG.log(Level.ERROR, "The database " + file.path() + " cannot be written", e);
        throw new StoreException("The change cannot be written to disk", e);
      }
      now = Now.of(after);
    }
  }

  /** A text that reads as what it was written from; nothing else may replace the file. */
  private static byte[] readable(Content content) throws IOException {
    try {
      byte[] text = ContentYaml.write(content);
      if (ContentYaml.read(text).equals(content)) {
        return text;
      }
      throw new IOException("it would not read as it is written");
    } catch (BrokenFileException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static @Nullable Content load(DatabaseFile file) throws IOException {
    byte[] text = DatabaseFile.read(file.path());
    byte[] before = DatabaseFile.read(file.backup());
    if (text == null && before == null) {
      return null;
    }
    String fault = "it is missing";
    if (text != null) {
      try {
        return ContentYaml.read(text);
      } catch (BrokenFileException e) {
        fault = String.valueOf(e.getMessage());
      }
    }
    return fromBackup(file, fault, text != null, before);
  }

  private static Content fromBackup(
      DatabaseFile file, String fault, boolean there, byte @Nullable [] before) throws IOException {
    if (before == null) {
      throw new IOException(
          "The database "
              + file.path()
              + " is broken ("
              + fault
              + ") and there is no "
              + file.backup());
    }
    Content content;
    try {
      content = ContentYaml.read(before);
    } catch (BrokenFileException e) {
      throw new IOException(
          "The database "
              + file.path()
              + " is broken ("
              + fault
              + ") and so is "
              + file.backup()
              + " ("
              + e.getMessage()
              + ")",
          e);
    }
    if (there) {
      file.setAside();
    }
    LOG.log(
        Level.ERROR,
        "The database {0} is broken ({1}). The last change may be lost: {2} is used instead{3}",
        file.path(),
        fault,
        file.backup(),
        there ? "; the broken file is " + file.broken() : "");
    file.write(before);
    return content;
  }

  private static Content first(DatabaseFile file, SeedSettings seeds, Passwords passwords)
      throws IOException {
    Path folder = file.path().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    String password = randomPassword();
    Path note = file.path().resolveSibling(ADMIN_FILE);
    DatabaseFile.writeForced(note, (password + "\n").getBytes(StandardCharsets.UTF_8));
    User admin = new User(ADMIN, true, List.of());
    Content content =
        new Content(
            seeds.httpPort(),
            List.of(new Account(admin, passwords.hash(password.toCharArray()))),
            List.of(
                bundled("defaultApp", "EchoApp", seeds),
                bundled("flashStreamingApp", "EchoApp", seeds),
                bundled("roomApp", "RoomApp", seeds)));
    file.write(readable(content));
    LOG.log(
        Level.WARNING,
        "A new database is made. User {0} has the password {1}, which is also in {2}: change it"
            + " and delete that file",
        ADMIN,
        password,
        note);
    return content;
  }

  private static App bundled(String name, String part, SeedSettings seeds) {
    return App.of(name, name, ownUrl(seeds.httpPort()) + part, ADMIN).withMethods(seeds.methods());
  }

  /** The applications that are part of the server follow it to another port. */
  private static Content moved(Content content, int httpPort) {
    String before = ownUrl(content.httpPort());
    List<App> apps =
        content.apps().stream()
            .map(
                app ->
                    app.url().startsWith(before)
                        ? app.withUrl(ownUrl(httpPort) + app.url().substring(before.length()))
                        : app)
            .toList();
    return new Content(httpPort, content.accounts(), apps);
  }

  private static String ownUrl(int httpPort) {
    return "http://localhost:" + httpPort + "/apps/";
  }

  private static String randomPassword() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < ADMIN_PASSWORD_LENGTH; i++) {
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }
}
