package org.wcs.bench.transcode;

/**
 * The command line.
 *
 * @param seconds length of the material
 * @param rounds how often each job is done; the best counts
 */
record TranscodeOptions(int seconds, int rounds) {

  TranscodeOptions {
    if (seconds < 6 || seconds > 3_600 || rounds < 1 || rounds > 100) {
      throw new IllegalArgumentException("--seconds from 6 to 3600, --rounds from 1 to 100");
    }
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  static TranscodeOptions parse(String... arguments) {
    int seconds = 20;
    int rounds = 2;
    for (int i = 0; i < arguments.length; i += 2) {
      String value = i + 1 < arguments.length ? arguments[i + 1] : "";
      switch (arguments[i]) {
        case "--seconds" -> seconds = number(arguments[i], value);
        case "--rounds" -> rounds = number(arguments[i], value);
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    return new TranscodeOptions(seconds, rounds);
  }

  private static int number(String option, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " needs a number, not '" + value + "'", e);
    }
  }
}
