package org.wcs.rtsp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.rtsp.ingest.IngestMedia;
import org.wcs.rtsp.ingest.IngestPlan;
import org.wcs.rtsp.ingest.RtpIngest;

/**
 * The media of one connection on their way into the stream: counts them, notices when they fail to
 * come, and sends reports back. On the link's lane.
 */
final class ClientFlow implements ClientMedia.Taker {

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int BYE = 203;

  private final IngestPlan described;
  private final ClientExchange exchange;
  private final PullTask task;
  private final ClientMedia ways;
  private final int[] planned; // by medium of the description; -1 for those not given
  private final List<Integer> given = new ArrayList<>(); // the other way round
  private @Nullable RtpIngest ingest;
  private long seenPackets;
  private long mediaNanos;
  private long knockedNanos;
  private long byePackets = -1; // packets there had been when the last medium said goodbye
  private boolean closed;

  ClientFlow(IngestPlan described, ClientExchange exchange, PullTask task) {
    this.described = described;
    this.exchange = exchange;
    this.task = task;
    this.ways = new ClientMedia(described.media().size(), this);
    this.planned = new int[described.media().size()];
    Arrays.fill(planned, -1);
  }

  ClientMedia ways() {
    return ways;
  }

  /**
   * Names the media that the camera gives.
   *
   * @return whether the link goes on
   */
  boolean plan(List<Integer> accepted) {
    List<IngestMedia> media = new ArrayList<>();
    for (int each : accepted) {
      planned[each] = media.size();
      given.add(each);
      media.add(described.media().get(each));
    }
    ingest = task.plan(described.only(media));
    return ingest != null;
  }

  /** Whether other media are described than those that come. */
  boolean differs(IngestPlan plan) {
    List<IngestMedia> now = described.media();
    boolean same = plan.media().size() == now.size();
    for (int i = 0; same && i < now.size(); i++) {
      IngestMedia other = plan.media().get(i);
      same =
          now.get(i).codec().equals(other.codec())
              && now.get(i).format().payloadType() == other.format().payloadType();
    }
    return !same;
  }

  /** Opens the ways through firewalls. */
  void knock() {
    knockedNanos = task.lane().nanoTime();
    ways.knock();
  }

  /** The camera plays from there. */
  void begin(ClientStarts starts, long nowNanos) {
    mediaNanos = nowNanos;
    RtpIngest to = ingest;
    for (int media = 0; to != null && media < given.size(); media++) {
      long timestamp = starts.timestamp(media);
      if (timestamp != ClientStarts.UNTOLD) {
        to.playing(media, timestamp);
      }
    }
    ways.flow();
  }

  /** A packet of the connection; lent. */
  void received(int channel, byte[] buffer, int offset, int length) {
    ways.received(channel, buffer, offset, length);
  }

  /** About four times a second; what has failed, or null. */
  @Nullable ClientFailure tick(long nowNanos) {
    if (ways.packets() != seenPackets) {
      seenPackets = ways.packets();
      mediaNanos = nowNanos;
      task.heard();
    }
    long silent = nowNanos - mediaNanos;
    if (byePackets == seenPackets && silent > SECOND_NANOS) {
      return ClientFailure.ended("The camera says that its stream has ended");
    }
    if (silent > task.config().waits().media().toNanos()) {
      return ClientFailure.silent("The camera sends no media", seenPackets == 0);
    }
    if (seenPackets == 0 && nowNanos - knockedNanos > SECOND_NANOS) {
      knock();
    }
    return null;
  }

  /** Sends a report about a medium of the plan; the bytes are lent. */
  void report(int media, byte[] buffer, int offset, int length) {
    if (closed || media >= given.size()) {
      return;
    }
    int described = given.get(media);
    if (!ways.report(described, buffer, offset, length)) {
      int channel = ways.rtcpChannel(described);
      if (channel >= 0) {
        exchange.send(channel, buffer, offset, length);
      }
    }
  }

  void close() {
    if (!closed) {
      closed = true;
      ways.close();
    }
  }

  @Override
  public void rtp(int media, byte[] buffer, int offset, int length) {
    RtpIngest to = ingest;
    if (to != null && planned[media] >= 0) {
      to.rtp(planned[media], buffer, offset, length);
    }
  }

  @Override
  public void rtcp(int media, byte[] buffer, int offset, int length) {
    RtpIngest to = ingest;
    if (to != null && planned[media] >= 0) {
      if (saysBye(buffer, offset, length)) {
        byePackets = ways.packets();
      }
      to.rtcp(planned[media], buffer, offset, length);
    }
  }

  /** RFC 3550 section 6.1: packets of a compound, each with its length in words less one. */
  private static boolean saysBye(byte[] buffer, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at + 4 <= end) {
      if ((buffer[at + 1] & 0xFF) == BYE) {
        return true;
      }
      at += 4 * (1 + ((buffer[at + 2] & 0xFF) << 8 | (buffer[at + 3] & 0xFF)));
    }
    return false;
  }
}
