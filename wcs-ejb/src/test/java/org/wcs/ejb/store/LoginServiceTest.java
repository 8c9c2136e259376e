package org.wcs.ejb.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wcs.config.ShellConfig;

final class LoginServiceTest {

  private static final String RIGHT = "right password";
  private static final String WRONG = "wrong password";

  @TempDir private Path folder;
  private final AtomicLong now = new AtomicLong();
  private Users users;
  private LoginService logins;

  @BeforeEach
  void open() throws IOException, StoreException {
    users = TestDatabase.open(folder.resolve("database.yml")).users();
    users.add("bob", RIGHT.toCharArray());
    logins = new LoginService(users, new ShellConfig.Login(3, Duration.ofSeconds(1)), now::get);
  }

  private boolean login(String user, String password, String address) {
    User who = logins.login(user, password.toCharArray(), address);
    assertThat(who == null || who.name().equals(user)).isTrue();
    return who != null;
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void knowsWhoGivesTheRightPassword() throws StoreException {
    for (int i = 0; i < 10; i++) {
      assertThat(login("bob", RIGHT, "10.0.0.1")).isTrue();
    }
    users.password("bob", "something else".toCharArray());
    assertThat(login("bob", RIGHT, "10.0.0.1")).isFalse();
    assertThat(login("bob", "something else", "10.0.0.1")).isTrue();
    users.activate("bob", false);
    assertThat(login("bob", "something else", "10.0.0.1")).isFalse();
    users.activate("bob", true);
    assertThat(login("bob", "something else", "10.0.0.1")).isTrue();
    users.remove("bob");
    assertThat(login("bob", "something else", "10.0.0.2")).isFalse();
    assertThat(login("", "", "")).isFalse();
  }

  @Test
  void anAddressThatGuessesMustWaitLongerEachTime() {
    for (int i = 0; i < 3; i++) {
      assertThat(login("user" + i, WRONG, "10.0.0.1")).isFalse();
    }
    assertThat(login("bob", RIGHT, "10.0.0.1")).isFalse();
    assertThat(login("bob", RIGHT, "10.0.0.2")).isTrue();
    pass(Duration.ofMillis(1_001));
    assertThat(login("x", WRONG, "10.0.0.1")).isFalse();
    pass(Duration.ofMillis(1_999));
    assertThat(login("bob", RIGHT, "10.0.0.1")).isFalse();
    pass(Duration.ofMillis(2));
    assertThat(login("bob", RIGHT, "10.0.0.1")).isTrue();
    assertThat(login("x", WRONG, "10.0.0.1")).isFalse();
    assertThat(login("bob", RIGHT, "10.0.0.1")).isTrue();
  }

  @Test
  void aUserWhoIsGuessedFromManyAddressesIsSafeButNotLockedOut() {
    assertThat(login("bob", RIGHT, "10.0.0.9")).isTrue();
    for (int i = 0; i < 3; i++) {
      assertThat(login("bob", WRONG, "10.1.0." + i)).isFalse();
    }
    assertThat(login("bob", RIGHT, "10.2.0.1")).isFalse();
    assertThat(login("bob", RIGHT, "10.0.0.9")).isTrue();
    assertThat(login("bob", RIGHT, "10.2.0.1")).isFalse();
    pass(Duration.ofMillis(1_001));
    assertThat(login("bob", RIGHT, "10.2.0.1")).isTrue();
  }

  @Test
  void theAddressesOfOneNetworkOfIpv6CountAsOne() {
    for (int i = 1; i <= 3; i++) {
      assertThat(login("user" + i, WRONG, "2001:db8:1:2::" + i)).isFalse();
    }
    assertThat(login("bob", RIGHT, "2001:db8:1:2:ffff::1")).isFalse();
    assertThat(login("bob", RIGHT, "2001:db8:1:3::1")).isTrue();
  }

  @Test
  void nobodyWaitsLongerThanAQuarterOfAnHour() {
    for (int i = 0; i < 60; i++) {
      login("bob", WRONG, "10.0.0.1");
      pass(Duration.ofMinutes(16));
    }
    assertThat(login("bob", RIGHT, "10.0.0.1")).isTrue();
  }

  @Test
  void aHundredGuessesAtOnceAreBrakedLikeOneAfterAnother() throws Exception {
    List<Callable<Boolean>> guesses = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      guesses.add(() -> login("bob", WRONG, "10.0.0.1"));
    }
    AtomicLong checked = new AtomicLong();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> guess : threads.invokeAll(guesses)) {
        assertThat(guess.get()).isFalse();
        checked.incrementAndGet();
      }
    }
    assertThat(checked).hasValue(100);
    // Three failures count: one delay. A hundred would have to wait for a quarter of an hour.
    pass(Duration.ofMillis(1_001));
    assertThat(login("bob", RIGHT, "10.0.0.1")).isTrue();
  }

  @Test
  void manyNamesAndAddressesTakeBoundedMemory() {
    Brake brake = new Brake(new ShellConfig.Login(3, Duration.ofSeconds(1)), now::get);
    for (int i = 0; i < 100_000; i++) {
      brake.failed("user" + i, "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
    }
    assertThat(brake.remembered()).isLessThanOrEqualTo(20_000);
  }
}
