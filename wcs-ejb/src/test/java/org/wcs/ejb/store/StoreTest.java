package org.wcs.ejb.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.config.Secret;

/** Users and applications as administrators change them. */
final class StoreTest {

  private static final char[] PASSWORD = "long enough".toCharArray();

  @TempDir private Path folder;
  private Users users;
  private Apps apps;

  @BeforeEach
  void open() throws IOException {
    Database database = TestDatabase.open(folder.resolve("database.yml"));
    users = database.users();
    apps = database.apps();
  }

  @Test
  void usersComeAndGo() throws StoreException {
    users.add("bob", PASSWORD);
    assertThat(users.find("bob")).contains(new User("bob", true, List.of()));
    assertThat(users.verify("bob", PASSWORD)).isTrue();
    assertThat(users.verify("bob", "long enougH".toCharArray())).isFalse();
    users.password("bob", "another one".toCharArray());
    assertThat(users.verify("bob", PASSWORD)).isFalse();
    assertThat(users.verify("bob", "another one".toCharArray())).isTrue();
    users.activate("bob", false);
    assertThat(users.verify("bob", "another one".toCharArray())).isFalse();
    users.remove("bob");
    assertThat(users.find("bob")).isEmpty();
    assertThat(users.verify("bob", "another one".toCharArray())).isFalse();
  }

  @Test
  void saysWhyAUserCannotBeChanged() throws StoreException {
    users.add("bob", PASSWORD);
    apps.add(App.of("mine", "mine", "http://h", "bob"));
    refused(() -> users.add("bob", PASSWORD), "User bob exists");
    refused(() -> users.remove("nobody"), "User nobody does not exist");
    refused(() -> users.password("nobody", PASSWORD), "User nobody does not exist");
    refused(() -> users.remove("bob"), "User bob owns the application mine");
    refused(
        () -> users.password("bob", "short".toCharArray()), "A password has 8 to 256 characters");
    refused(
        () -> users.keys("bob", List.of("two\nlines")), "A key is one line as in authorized_keys");
    users.activate("bob", false);
    refused(() -> users.activate("admin", false), "Nobody could log in any more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\nb", "-a", "../x", "a:b", "\u00e4", "a\u0000"})
  void aNameThatCouldDoHarmIsRefused(String name) {
    assertThatThrownBy(() -> users.add(name, PASSWORD)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> apps.add(App.of(name, "key", "http://h", "admin")))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void applicationsComeAndGo() throws StoreException {
    apps.add(App.of("mine", "key", "http://h/rest", "admin"));
    assertThat(apps.byKey("key").orElseThrow().methods()).isEmpty();
    apps.addMethod("mine", "connect");
    apps.addMethod("mine", "playStream");
    apps.removeMethod("mine", "connect");
    assertThat(apps.byName("mine").orElseThrow().methods()).containsExactly("playStream");
    apps.addAllMethods("mine");
    assertThat(apps.byName("mine").orElseThrow().methods())
        .containsExactlyElementsOf(apps.allMethods());
    apps.removeAllMethods("mine");
    apps.update(
        "mine",
        app ->
            app.withKey("other")
                .withUrl("https://h2/x")
                .withMainClass("M")
                .withCallbackClass("C")
                .withRest(new App.Login("u", new Secret("p"))));
    assertThat(apps.byKey("key")).isEmpty();
    assertThat(apps.byKey("other"))
        .contains(
            new App(
                "mine",
                "other",
                "https://h2/x",
                "admin",
                "M",
                "C",
                new App.Login("u", new Secret("p")),
                Set.of()));
    apps.remove("mine");
    assertThat(apps.byKey("other")).isEmpty();
  }

  @Test
  void saysWhyAnApplicationCannotBeChanged() throws StoreException {
    apps.add(App.of("mine", "key", "http://h", "admin"));
    refused(() -> apps.add(App.of("mine", "k2", "http://h", "admin")), "Application mine exists");
    refused(
        () -> apps.add(App.of("two", "key", "http://h", "admin")), "The key key belongs to mine");
    refused(() -> apps.add(App.of("two", "k2", "http://h", "bob")), "User bob does not exist");
    refused(() -> apps.remove("two"), "Application two does not exist");
    refused(() -> apps.addMethod("mine", "fly"), "There is no method fly");
    refused(
        () -> apps.removeMethod("mine", "connect"),
        "Application mine does not have the method connect");
    refused(() -> apps.update("mine", app -> app.withOwner("bob")), "User bob does not exist");
    refused(
        () -> apps.update("mine", app -> app.withRest(new App.Login("a:b", new Secret("")))),
        "A value is too long or has characters that cannot be used");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "h",
        "ftp://h/",
        "file:///etc/passwd",
        "http://",
        "http:///x",
        "http://h:99999/",
        "http://h/ x",
        "http://u:p@h/",
        "http://h/?a=b",
        "http://h/#a",
        "javascript:alert(1)",
        "${jndi:ldap://h/}",
      })
  void aUrlThatIsNoBackendIsRefused(String url) {
    assertThatThrownBy(() -> apps.add(App.of("mine", "key", url, "admin")))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("The URL of an application is http://");
  }

  private static void refused(ThrowingCallable change, String why) {
    assertThatThrownBy(change).isInstanceOf(StoreException.class).hasMessage(why);
  }
}
