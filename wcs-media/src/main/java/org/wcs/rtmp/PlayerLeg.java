package org.wcs.rtmp;

import java.util.List;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.Track;
import org.wcs.stream.TrackTraffic;
import org.wcs.unit.Codec;

/**
 * One track of one player: knows what the player has to have before the next message, and what to
 * leave out when it is slow. On the player's lane; allocates nothing for a message.
 */
final class PlayerLeg implements FanMember {

  private final Player player;
  private final Track track;
  private final RtmpFanOut fanOut;
  private final boolean video;
  private boolean gone;
  private boolean joined;
  private boolean waitingForKey;
  private boolean wanted = true;
  private boolean behind; // messages are left out until little waits
  private byte[] config = NONE;
  private long messages;
  private long skipped;
  private long bytes;

  private static final byte[] NONE = {};

  PlayerLeg(Player player, Track track, RtmpFanOut fanOut) {
    this.player = player;
    this.track = track;
    this.fanOut = fanOut;
    this.video = track.codec().kind() == Codec.Kind.VIDEO;
    this.waitingForKey = video;
  }

  Track track() {
    return track;
  }

  RtmpFanOut fanOut() {
    return fanOut;
  }

  boolean video() {
    return video;
  }

  /** Whether it has come into the fan-out. */
  boolean isJoined() {
    return joined;
  }

  boolean isWaitingForKey() {
    return waitingForKey;
  }

  /** What has been sent and left out. */
  TrackTraffic traffic() {
    return TrackTraffic.sent(track, messages, bytes, skipped);
  }

  /** Switches the track on or off at the player's wish. */
  void wanted(boolean now) {
    if (now && !wanted) {
      waitingForKey = video;
    }
    wanted = now;
  }

  /** Leaves; nothing arrives any more. */
  void leave() {
    gone = true;
    fanOut.leave(this);
  }

  @Override
  public Lane lane() {
    return player.lane();
  }

  @Override
  public boolean gone() {
    return gone;
  }

  @Override
  public void joined(List<FanMessage> kept) {
    joined = true;
    player.joined(this, kept);
  }

  @Override
  public void message(FanMessage message) {
    player.message(this, message);
  }

  @Override
  public void lost(int lost) {
    skipped += lost;
    waitingForKey = video;
  }

  @Override
  public void ended(EndReason reason) {
    gone = true;
    player.legEnded(this, reason);
  }

  /** Sends one of the first messages, however much waits already. */
  void begin(RtmpConnection connection, FanMessage message) {
    if (wanted && (!waitingForKey || message.key())) {
      write(connection, message);
    }
  }

  /** Sends a message, or leaves it out because the player is behind or could not use it. */
  void send(RtmpConnection connection, FanMessage message) {
    if (!wanted) {
      return;
    }
    if (waitingForKey && !message.key()) {
      skipped += behind ? 1 : 0;
      return;
    }
    if (tooMuchWaits(connection)) {
      skipped++;
      behind = true;
      waitingForKey = video;
      return;
    }
    write(connection, message);
  }

  private boolean tooMuchWaits(RtmpConnection connection) {
    if (behind) {
      return connection.unsentBytes() > player.resumeBytes();
    }
    long limit = player.limitBytes(video);
    if (connection.unsentBytes() <= limit) {
      return false;
    }
    connection.flush(); // perhaps it has only been written in this drain
    return connection.unsentBytes() > limit;
  }

  private void write(RtmpConnection connection, FanMessage message) {
    behind = false;
    waitingForKey = false;
    byte[] needed = message.config();
    if (needed != null && needed != config) {
      config = needed;
      connection.write(fanOut.configChunks(needed, message.millis()));
    }
    connection.write(message.chunks());
    if (messages == 0) {
      player.begun(this);
    }
    messages++;
    bytes += message.chunks().length();
  }
}
