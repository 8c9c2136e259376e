package org.wcs.bench.operations;

import java.util.List;
import org.wcs.bench.CommandLine;

/**
 * The command line.
 *
 * @param subject what is measured
 * @param streams that are published meanwhile
 * @param sessions that are opened
 * @param seconds for each kind of request
 * @param json whether to print figures for programs rather than a table
 * @param serverOptions further {@code -D} options of the server
 */
record OperationsOptions(
    Subject subject,
    int streams,
    int sessions,
    int seconds,
    boolean json,
    List<String> serverOptions) {

  static final String USAGE =
      """
      ./wcs bench rest|connect|scrape [options]
        --streams N      published streams, for rest and scrape (1000)
        --sessions N     WebSocket sessions, for connect (5000)
        --seconds S      for each kind of request (10)
        -Dkey=value      a setting of the server
        --json           figures for programs
      WCS_JAVA_OPTS is heap and collector of the server.\
      """;

  OperationsOptions {
    serverOptions = List.copyOf(serverOptions);
  }

  /** What is measured. */
  enum Subject {
    /** Answers of the REST API. */
    REST,
    /** Sessions over WebSocket. */
    CONNECT,
    /** Answers to who watches. */
    SCRAPE
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  static OperationsOptions parse(String... arguments) {
    CommandLine line = new CommandLine(arguments);
    Subject subject = Subject.REST;
    int streams = 1_000;
    int sessions = 5_000;
    int seconds = 10;
    boolean json = false;
    while (line.more()) {
      String option = line.next();
      switch (option) {
        case "--subject" -> subject = subject(line.value(option));
        case "--streams" -> streams = line.number(option);
        case "--sessions" -> sessions = line.number(option);
        case "--seconds" -> seconds = line.number(option);
        case "--json" -> json = true;
        default -> line.serverOption(option);
      }
    }
    return new OperationsOptions(subject, streams, sessions, seconds, json, line.serverOptions());
  }

  private static Subject subject(String name) {
    for (Subject subject : Subject.values()) {
      if (subject.name().equalsIgnoreCase(name)) {
        return subject;
      }
    }
    throw new IllegalArgumentException("no such subject: " + name);
  }
}
