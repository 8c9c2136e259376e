package org.wcs.rtsp.egress;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.wcs.config.RtspConfig;
import org.wcs.lane.Lane;
import org.wcs.rtp.RtcpWriter;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Rendition;
import org.wcs.stream.Renditions;
import org.wcs.unit.Codec;

/**
 * All that goes out to RTSP players; one per server. What players of one lane share is found here.
 * Any thread unless said.
 */
public final class Egress {

  private final RtspConfig.Delivery delivery;
  private final long reorderNanos;
  private final Renditions renditions;
  private final long epochNanos;
  private final Wishes wishes;
  private final Numberings numberings;
  private final byte[] cname;
  private final ConcurrentMap<Lane, LaneRelays> lanes = new ConcurrentHashMap<>();
  private final AtomicLong described = new AtomicLong();

  /**
   * Makes an egress that nobody uses yet.
   *
   * @param epochNanos wall-clock nanoseconds since 1970 at lane time 0, for sender reports
   */
  public Egress(RtspConfig config, Renditions renditions, long epochNanos) {
    this(config, renditions, epochNanos, new SecureRandom());
  }

  Egress(RtspConfig config, Renditions renditions, long epochNanos, RandomGenerator random) {
    this.delivery = config.delivery();
    this.reorderNanos = config.ingest().reorderWait().toNanos();
    this.renditions = renditions;
    this.epochNanos = epochNanos;
    this.wishes = new Wishes(delivery.codecs());
    this.numberings = new Numberings(random);
    this.cname = RtcpWriter.cname("wcs-" + HexFormat.of().toHexDigits(random.nextLong()));
  }

  /**
   * Finds out what a player can be offered. On the player's lane; {@code ready} is called there
   * once, at once or when the first key frame has told what the description needs, after {@code
   * rtsp.play_wait} at the latest.
   *
   * @param ready becomes the owner of the presentation and closes it
   */
  public void describe(MediaStream stream, Lane lane, Consumer<Presentation> ready) {
    described.incrementAndGet();
    new Description(this, stream, lane, ready).begin();
  }

  /** The numbers so far. */
  public EgressSnapshot snapshot() {
    int players = 0;
    long packets = 0;
    long bytes = 0;
    long skipped = 0;
    for (LaneRelays lane : lanes.values()) {
      LaneCounters counters = lane.counters();
      players += counters.players();
      packets += counters.packets();
      bytes += counters.bytes();
      skipped += counters.skipped();
    }
    return new EgressSnapshot(players, described.get(), packets, bytes, skipped);
  }

  RtspConfig.Delivery delivery() {
    return delivery;
  }

  /** How long players over TCP wait for a packet that is missing. */
  long reorderNanos() {
    return reorderNanos;
  }

  long epochNanos() {
    return epochNanos;
  }

  /** The canonical name of all that is sent; a random one (RFC 7022 section 4.2). */
  byte[] cname() {
    return cname;
  }

  Numberings numberings() {
    return numberings;
  }

  Rendition rendition(MediaStream stream, Codec.Kind kind) {
    return renditions.find(stream, kind, wishes.of(stream, kind));
  }

  /** What the players of a lane share. */
  LaneRelays relays(Lane lane) {
    return lanes.computeIfAbsent(lane, absent -> new LaneRelays(this, lane));
  }
}
