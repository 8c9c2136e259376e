package org.wcs.rtsp.egress;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.stream.Track;

/**
 * What the players of one lane share: the relays of the tracks they play, buffers, and one timer
 * that runs while there are players. On that lane.
 */
final class LaneRelays {

  /** Sender reports come every so many ticks. */
  private static final int REPORT_TICKS = 5;

  private static final long TICK_NANOS = 1_000_000_000L;

  private final Egress egress;
  private final Lane lane;
  private final LaneCounters counters = new LaneCounters();
  private final Composer composer = new Composer();
  private final Map<Track, Relay> relays = new IdentityHashMap<>();
  private List<Player> players = List.of();
  private Lane.@Nullable Timer timer;
  private int ticks;

  LaneRelays(Egress egress, Lane lane) {
    this.egress = egress;
    this.lane = lane;
  }

  Egress egress() {
    return egress;
  }

  Lane lane() {
    return lane;
  }

  LaneCounters counters() {
    return counters;
  }

  /** The buffers in which packets are written. */
  Composer composer() {
    return composer;
  }

  /** The relay of a track, made if need be. */
  Relay relay(Track track, Numbering numbering) {
    return relays.computeIfAbsent(track, absent -> new Relay(this, track, numbering));
  }

  /** A relay has no players any more. */
  void remove(Relay relay) {
    relays.remove(relay.track(), relay);
  }

  void enter(Player player) {
    List<Player> more = new ArrayList<>(players);
    more.add(player);
    players = List.copyOf(more);
    counters.player(1);
    if (timer == null) {
      timer = lane.schedule(TICK_NANOS, this::tick);
    }
  }

  void leave(Player player) {
    List<Player> less = new ArrayList<>(players);
    if (less.remove(player)) {
      players = List.copyOf(less);
      counters.player(-1);
    }
  }

  private void tick() {
    timer = null;
    if (players.isEmpty()) {
      return;
    }
    timer = lane.schedule(TICK_NANOS, this::tick);
    ticks++;
    boolean report = ticks % REPORT_TICKS == 0;
    for (Relay relay : List.copyOf(relays.values())) {
      relay.tick(lane.nanoTime(), report);
    }
    for (Player player : players) {
      player.tick();
    }
  }
}
