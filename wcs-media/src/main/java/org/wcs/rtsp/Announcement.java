package org.wcs.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.peer.OnceVerdict;
import org.wcs.peer.Refusal;
import org.wcs.rtsp.ingest.IngestMedia;
import org.wcs.rtsp.ingest.IngestPlan;
import org.wcs.rtsp.ingest.LenientSdp;
import org.wcs.rtsp.ingest.Publications;
import org.wcs.rtsp.ingest.Recording;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspStatus;
import org.wcs.sdp.MediaDescription;
import org.wcs.sdp.SdpException;
import org.wcs.sdp.SdpLimits;
import org.wcs.sdp.SessionDescription;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;

/**
 * A stream that a client wants to record, from ANNOUNCE on: its description and the hold on its
 * name. On the client's lane.
 */
final class Announcement implements Publications.Listener {

  /** How REST and signalling name publishers over RTSP. */
  static final String PROVIDER = "RTSP";

  private static final int MOST_MEDIA = 32;
  private static final int MOST_LINES = 1_000;

  private final ServerParts parts;
  private final Lane lane;
  private final RtspPeer peer;
  private final String path;
  private final SessionDescription sdp;
  private final IngestPlan plan;
  private RtspStreamRequest request;
  private @Nullable Recording recording;
  private @Nullable RecordRole role;
  private boolean allowed;
  private boolean over;

  private Announcement(
      ServerParts parts,
      ServerConnection connection,
      String path,
      RtspStreamRequest request,
      SessionDescription sdp) {
    this.parts = parts;
    this.lane = connection.lane();
    this.peer = connection.peer();
    this.path = path;
    this.request = request;
    this.sdp = sdp;
    this.plan = IngestPlan.of(sdp);
  }

  /**
   * Reads the description.
   *
   * @return null if it is none, or nothing of it can be taken; the client has been told
   */
  static @Nullable Announcement read(
      ServerParts parts,
      ServerConnection connection,
      RtspRequest announce,
      RtspStreamRequest request,
      ServerAnswer answer) {
    String type = announce.header("Content-Type");
    if (type != null && !type.split(";", 2)[0].strip().equalsIgnoreCase("application/sdp")) {
      answer.status(RtspStatus.UNSUPPORTED_MEDIA_TYPE);
      return null;
    }
    ServerTarget target = ServerTarget.of(announce.uri());
    if (!target.usable()) {
      answer.refuse(EndReason.BAD_URI);
      return null;
    }
    int most = parts.config().session().maxBodyBytes();
    SdpLimits limits = new SdpLimits(most, MOST_MEDIA, MOST_LINES, most);
    try {
      Announcement read =
          new Announcement(
              parts, connection, target.path(), request, LenientSdp.read(announce.text(), limits));
      if (read.sdp.media().isEmpty()) {
        answer.status(RtspStatus.BAD_REQUEST, "No media");
        return null;
      }
      if (read.plan.empty()) {
        answer.refuse(EndReason.NO_COMMON_CODECS);
        return null;
      }
      return read;
    } catch (SdpException broken) {
      answer.status(RtspStatus.BAD_REQUEST, "Bad session description");
      return null;
    }
  }

  RtspStreamRequest request() {
    return request;
  }

  SessionDescription sdp() {
    return sdp;
  }

  IngestPlan plan() {
    return plan;
  }

  /** The hold on the name; null if it is over. */
  @Nullable Recording recording() {
    return recording;
  }

  /** The session for it has begun. */
  void heardBy(RecordRole listener) {
    role = listener;
  }

  /** Asks the policy and takes the name. */
  void claim(Consumer<@Nullable Refusal> told) {
    parts
        .common()
        .policy()
        .publish(
            peer, request, new OnceVerdict(lane, (name, refusal) -> decided(name, refusal, told)));
  }

  /** Whether a request is about this stream or one of its media. */
  boolean covers(String uri) {
    String other = ServerTarget.of(uri).path();
    return other.equals(path) || other.startsWith(path + "/");
  }

  /** Which m-line a URL names; -1 if none. */
  int named(String uri) {
    List<MediaDescription> media = sdp.media();
    String url = ServerTarget.withoutCredentials(uri);
    for (int i = 0; i < media.size(); i++) {
      String control = media.get(i).attribute("control");
      if (control != null && means(url, control.strip())) {
        return i;
      }
    }
    return -1;
  }

  /** Which m-line a URL means, where clients name none in their order; -1 if none. */
  int media(String uri, List<Integer> taken) {
    List<MediaDescription> media = sdp.media();
    int exact = named(uri);
    if (exact >= 0) {
      return exact;
    }
    int track = ServerTarget.of(uri).track();
    if (track >= 0 && track < media.size()) {
      return track;
    }
    // without controls that anybody could name: in their order
    boolean named = media.stream().anyMatch(each -> each.attribute("control") != null);
    for (int i = 0; i < media.size() && (!named || media.size() == 1); i++) {
      if (!taken.contains(i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean means(String url, String control) {
    if (control.isEmpty() || control.equals("*")) {
      return false;
    }
    return control.contains("://")
        ? ServerTarget.withoutCredentials(control).equals(url)
        : url.endsWith(control.startsWith("/") ? control : "/" + control);
  }

  /** What is taken of it where only these m-lines were set up. */
  IngestPlan plan(List<Integer> mLines) {
    if (plan.media().stream().map(IngestMedia::mLine).allMatch(mLines::contains)) {
      return plan;
    }
    StringBuilder text = new StringBuilder();
    sdp.lines()
        .forEach(line -> text.append(line.type()).append('=').append(line.value()).append('\n'));
    List<Integer> kept = new ArrayList<>();
    for (IngestMedia each : plan.media()) {
      if (mLines.contains(each.mLine())) {
        kept.add(each.mLine());
        each.description()
            .lines()
            .forEach(
                line -> text.append(line.type()).append('=').append(line.value()).append('\n'));
      }
    }
    try {
      return IngestPlan.of(SessionDescription.parse(text.toString()));
    } catch (SdpException impossible) {
      return plan;
    }
  }

  /** The client is done, or not wanted any more. Idempotent. */
  void withdraw(EndReason reason) {
    Recording held = recording;
    if (held != null) {
      held.finished(reason == EndReason.STOPPED_BY_USER ? EndReason.STOPPED_BY_PUBLISHER : reason);
    }
    over(reason);
  }

  /** The client is gone without a word; it may come back. */
  void lost() {
    if (recording != null) {
      recording.lost();
    }
    over(EndReason.SESSION_DISCONNECTED);
  }

  @Override
  public void published(MediaStream stream) {
    // the ingest has said so
  }

  @Override
  public void rtcp(int media, byte[] buffer, int offset, int length) {
    if (role != null && !over) {
      role.feedback(media, buffer, offset, length);
    }
  }

  @Override
  public void ended(EndReason reason, String why) {
    boolean first = !over;
    over(reason);
    if (first && role != null) {
      role.ended(reason);
    }
  }

  private void decided(
      @Nullable String name, @Nullable Refusal refusal, Consumer<@Nullable Refusal> told) {
    if (refusal != null) {
      told.accept(refusal);
      return;
    }
    allowed = true;
    if (name != null) {
      request = request.withName(name);
    }
    Map<String, String> secret = new TreeMap<>(request.parameters());
    recording =
        parts
            .publications()
            .claim(
                new Publications.Request(
                    request.streamName(),
                    new Publications.Identity(
                        String.valueOf(peer.remote().getAddress()), peer.user() + secret),
                    new Publisher(
                        peer.sessionId() + "#" + request.mediaSessionId(),
                        request.mediaSessionId(),
                        PROVIDER),
                    lane,
                    this));
    if (recording == null) {
      over(EndReason.NAME_IN_USE);
      told.accept(Refusal.of(EndReason.NAME_IN_USE));
    } else {
      told.accept(null);
      if (parts.common().hub().find(request.streamName()).isPresent()) {
        parts.common().policy().flows(peer, request); // it goes on after a lost connection
      }
    }
  }

  private void over(EndReason reason) {
    if (!over) {
      over = true;
      recording = null;
      if (allowed) {
        parts.common().policy().ended(peer, request, reason);
      }
    }
  }
}
