package org.wcs.config;

import java.util.List;

/** The settings cannot be used; the message lists every fault, one a line, and shows no secret. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> faults;

  ConfigException(List<String> faults) {
    super("The settings have faults:" + System.lineSeparator() + lines(faults));
    this.faults = List.copyOf(faults);
  }

  /** One sentence for each fault, in the order in which the settings are read. */
  public List<String> faults() {
    return faults;
  }

  private static String lines(List<String> faults) {
    return "  " + String.join(System.lineSeparator() + "  ", faults);
  }
}
