package org.wcs.ejb.store;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wcs.config.Secret;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The database as YAML. Its last line tells that the file is whole: a file cut short anywhere is
 * never taken for a smaller database. Without state.
 */
final class ContentYaml {

  private static final int VERSION = 1;
  private static final int MAX_CHARACTERS = 16 << 20;
  private static final int MAX_DEPTH = 10;
  private static final int MAX_PORT = 65_535;
  private static final String HEADER =
      """
      # Users and applications. Written by the server at every change: edit it only while the
      # server is stopped, and leave the last line, which tells that nothing is missing.
      """;
  private static final String LAST_LINE = "complete: true\n";

  private ContentYaml() {}

  /**
   * The text of a database.
   *
   * @throws BrokenFileException if something in it cannot be written
   */
  static byte[] write(Content content) throws BrokenFileException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("version", VERSION);
    root.put("httpPort", content.httpPort());
    root.put("users", content.accounts().stream().map(ContentYaml::write).toList());
    root.put("apps", content.apps().stream().map(ContentYaml::write).toList());
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    options.setDereferenceAliases(true);
    Yaml yaml =
        new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options);
    try {
      return (HEADER + yaml.dump(root) + LAST_LINE).getBytes(StandardCharsets.UTF_8);
    } catch (YAMLException e) {
      throw new BrokenFileException("it has characters that YAML cannot hold");
    }
  }

  /**
   * The database of a text.
   *
   * @throws BrokenFileException telling what is wrong with it
   */
  static Content read(byte[] text) throws BrokenFileException {
    try {
      return content(load(text));
    } catch (YAMLException e) {
      throw new BrokenFileException("it is no YAML: " + firstLine(String.valueOf(e.getMessage())));
    } catch (CharacterCodingException e) {
      throw new BrokenFileException("it is no UTF-8");
    }
  }

  private static @Nullable Object load(byte[] text) throws CharacterCodingException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(1);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(MAX_CHARACTERS);
    String decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    return new Yaml(new SafeConstructor(options)).load(decoded);
  }

  private static Content content(@Nullable Object loaded) throws BrokenFileException {
    Map<?, ?> root = map(loaded, "it");
    if (!Boolean.TRUE.equals(root.get("complete"))) {
      throw new BrokenFileException("its last line is missing, so it is not whole");
    }
    if (!Integer.valueOf(VERSION).equals(root.get("version"))) {
      throw new BrokenFileException("it is of a version this server does not know");
    }
    if (!(root.get("httpPort") instanceof Integer port) || port < 0 || port > MAX_PORT) {
      throw new BrokenFileException("httpPort is no port");
    }
    List<Account> accounts = new ArrayList<>();
    for (Object one : list(root.get("users"), "users")) {
      accounts.add(account(map(one, "a user")));
    }
    List<App> apps = new ArrayList<>();
    for (Object one : list(root.get("apps"), "apps")) {
      apps.add(app(map(one, "an application")));
    }
    Content content = new Content(port, accounts, apps);
    check(content);
    return content;
  }

  /** The rules that every change keeps; somebody may have edited the file. */
  private static void check(Content content) throws BrokenFileException {
    unique(content.accounts(), account -> account.user().name(), "user");
    unique(content.apps(), App::name, "application");
    unique(content.apps(), App::key, "application key");
    for (App app : content.apps()) {
      String fault = Apps.fault(app);
      if (!fault.isEmpty()) {
        throw new BrokenFileException("application " + app.name() + ": " + fault);
      }
      if (content.account(app.owner()).isEmpty()) {
        throw new BrokenFileException(
            "application " + app.name() + " belongs to nobody: there is no user " + app.owner());
      }
    }
  }

  private static <T> void unique(List<T> all, Function<T, String> name, String what)
      throws BrokenFileException {
    Set<String> seen = new HashSet<>();
    for (T one : all) {
      if (!seen.add(name.apply(one))) {
        throw new BrokenFileException("there are two of the " + what + " " + name.apply(one));
      }
    }
  }

  private static Map<String, Object> write(Account account) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", account.user().name());
    map.put("active", account.user().active());
    map.put("password", account.hash());
    map.put("keys", account.user().keys());
    return map;
  }

  private static Account account(Map<?, ?> map) throws BrokenFileException {
    String name = text(map, "name");
    if (!(map.get("active") instanceof Boolean active)) {
      throw new BrokenFileException("active of user " + name + " is neither true nor false");
    }
    String hash = text(map, "password");
    if (!Passwords.wellFormed(hash)) {
      throw new BrokenFileException("the password of user " + name + " is not hashed as it must");
    }
    return new Account(new User(name, active, texts(map, "keys")), hash);
  }

  private static Map<String, Object> write(App app) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", app.name());
    map.put("appKey", app.key());
    map.put("url", app.url());
    map.put("owner", app.owner());
    map.put("mainClass", app.mainClass());
    map.put("callbackClass", app.callbackClass());
    App.Login rest = app.rest();
    if (rest != null) {
      map.put("restUsername", rest.user());
      map.put("restPassword", rest.password().value());
    }
    map.put("methods", List.copyOf(app.methods()));
    return map;
  }

  private static App app(Map<?, ?> map) throws BrokenFileException {
    App.Login rest =
        map.containsKey("restUsername")
            ? new App.Login(text(map, "restUsername"), new Secret(text(map, "restPassword")))
            : null;
    return new App(
        text(map, "name"),
        text(map, "appKey"),
        text(map, "url"),
        text(map, "owner"),
        text(map, "mainClass"),
        text(map, "callbackClass"),
        rest,
        Set.copyOf(texts(map, "methods")));
  }

  private static Map<?, ?> map(@Nullable Object value, String what) throws BrokenFileException {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new BrokenFileException(what + " is no mapping");
  }

  private static List<?> list(@Nullable Object value, String what) throws BrokenFileException {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new BrokenFileException(what + " is no list");
  }

  private static String text(Map<?, ?> map, String key) throws BrokenFileException {
    if (map.get(key) instanceof String text) {
      return text;
    }
    throw new BrokenFileException(key + " is missing or no text");
  }

  private static List<String> texts(Map<?, ?> map, String key) throws BrokenFileException {
    List<String> texts = new ArrayList<>();
    for (Object one : list(map.get(key), key)) {
      if (!(one instanceof String text)) {
        throw new BrokenFileException(key + " holds something that is no text");
      }
      texts.add(text);
    }
    return texts;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
