package org.wcs.bench;

/** The options that all measurements of many players have. One thread. */
public final class LoadOptions {

  private final CommandLine line;
  private int players;
  private int bitsPerSecond;
  private int seconds;
  private int warmUpSeconds;
  private boolean json;

  /**
   * Has read nothing yet.
   *
   * @param usual what holds for what is not said
   */
  public LoadOptions(CommandLine line, PlayerLoad usual) {
    this.line = line;
    this.players = usual.players();
    this.bitsPerSecond = usual.bitsPerSecond();
    this.seconds = usual.seconds();
    this.warmUpSeconds = usual.warmUpSeconds();
  }

  /** Takes an option that no other is, with its value: one of the load, or one of the server. */
  public void take(String option) {
    switch (option) {
      case "--players" -> players = line.number(option);
      case "--bitrate" -> bitsPerSecond = line.number(option);
      case "--seconds" -> seconds = line.number(option);
      case "--warm-up" -> warmUpSeconds = line.number(option);
      case "--json" -> json = true;
      default -> line.serverOption(option);
    }
  }

  /** What the server has to do. */
  public PlayerLoad load() {
    return new PlayerLoad(players, bitsPerSecond, seconds, warmUpSeconds);
  }

  /** Whether to print figures for programs rather than a table. */
  public boolean json() {
    return json;
  }
}
