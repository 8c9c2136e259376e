package org.wcs.rtmp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lets sound wait for the next picture, so that both leave by one system call. No timer is needed:
 * the sound itself tells how much time has passed. On the player's lane; allocates nothing for a
 * message.
 */
final class SoundGate {

  private static final int MOST = 4;
  private static final long MOST_MILLIS = 40;

  private final @Nullable FanMessage[] held = new FanMessage[MOST];
  private int count;
  private @Nullable PlayerLeg leg;

  /** Keeps a message of sound; what is kept goes when it is too much or too old. */
  void hold(PlayerLeg sound, RtmpConnection connection, FanMessage message) {
    leg = sound;
    held[count++] = message;
    FanMessage oldest = held[0];
    if (count == MOST || (oldest != null && message.millis() - oldest.millis() >= MOST_MILLIS)) {
      open(connection);
    }
  }

  /** Sends what is kept. */
  void open(RtmpConnection connection) {
    PlayerLeg sound = leg;
    for (int i = 0; i < count && sound != null; i++) {
      FanMessage message = held[i];
      if (message != null) {
        sound.send(connection, message);
      }
    }
    clear();
  }

  /** Forgets what is kept. */
  void clear() {
    if (count > 0) {
      Arrays.fill(held, 0, count, null);
      count = 0;
    }
  }
}
