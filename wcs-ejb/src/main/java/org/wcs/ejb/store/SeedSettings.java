package org.wcs.ejb.store;

import java.util.Set;

/**
 * What a new database starts with.
 *
 * @param httpPort port of the applications that are part of the server
 * @param methods wire names of all hooks
 */
public record SeedSettings(int httpPort, Set<String> methods) {
  public SeedSettings {
    methods = Set.copyOf(methods);
  }
}
