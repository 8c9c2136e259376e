package org.wcs.ejb.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** A database whose passwords are hashed fast and badly. */
public final class TestDatabase {

  static final int ROUNDS = 100;
  static final SeedSettings SEEDS =
      new SeedSettings(8081, Set.of("connect", "publishStream", "playStream"));

  private TestDatabase() {}

  /** Opens or makes one. */
  public static Database open(Path file, SeedSettings seeds) throws IOException {
    return Database.open(file, seeds, new Passwords(ROUNDS));
  }

  static Database open(Path file) throws IOException {
    return open(file, SEEDS);
  }
}
