package org.wcs.ejb.service;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.live.LiveMedia;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.Numbers;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamListener;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.webrtc.PeerSnapshot;

/** One stream that one client publishes or plays. Changed on the client's queue only. */
final class MediaSession {

  /** Where it stands. */
  enum State {
    /** Asked for, not connected. */
    PENDING,
    /** Media can flow. */
    LIVE,
    /** The client wants it ended; nothing but the end is told. */
    STOPPING,
    /** Over. */
    ENDED
  }

  private final ClientSession client;
  private volatile StreamOrder order;
  private final LiveStream.Asked asked;
  private final String id;
  private final boolean publishing;
  private final long createdMillis;
  private volatile State state = State.PENDING;
  private volatile PeerGateway.@Nullable Peer peer;
  private @Nullable StreamListener listener;
  private long toldSize;
  private volatile boolean audio;
  private volatile boolean video;

  /** Makes one that is asked for; without a name of its own it will not get far. */
  MediaSession(ClientSession client, StreamOrder order, boolean publishing, long createdMillis) {
    this.client = client;
    this.order = order;
    this.asked = order.asked();
    this.id = Objects.requireNonNullElse(order.mediaSessionId(), "");
    this.publishing = publishing;
    this.createdMillis = createdMillis;
  }

  /** The same, with what its application has made of the order. */
  MediaSession as(StreamOrder changed) {
    return new MediaSession(client, changed, publishing, createdMillis);
  }

  ClientSession client() {
    return client;
  }

  /** What was asked for. */
  StreamOrder order() {
    return order;
  }

  String id() {
    return id;
  }

  String name() {
    return order.name();
  }

  boolean publishing() {
    return publishing;
  }

  long createdMillis() {
    return createdMillis;
  }

  State state() {
    return state;
  }

  void state(State next) {
    state = next;
  }

  PeerGateway.@Nullable Peer peer() {
    return peer;
  }

  void peer(PeerGateway.Peer answered) {
    audio = carries(answered.answer(), "m=audio ");
    video = carries(answered.answer(), "m=video ");
    peer = answered;
    order = order.met();
  }

  /** Tells whether this publishes that stream. Any thread. */
  boolean publishes(MediaStream stream) {
    PeerGateway.Peer now = peer;
    return publishing && now != null && now.stream().equals(stream);
  }

  @Nullable StreamListener listener() {
    return listener;
  }

  void listener(StreamListener listening) {
    listener = listening;
  }

  /** Tells whether pictures were agreed on. */
  boolean video() {
    return video;
  }

  StreamStatus status(StreamStatus.State told, String info) {
    return new StreamStatus(
        order.mediaSessionId(), name(), publishing, told, info, createdMillis, media());
  }

  /** Tells whether this is another size than the client was told last, and remembers it. */
  boolean newSize(int width, int height) {
    long size = (long) width << 32 | height;
    boolean changed = size != toldSize;
    toldSize = size;
    return changed;
  }

  StreamStatus.Media media() {
    PeerGateway.Peer now = peer;
    if (now == null) {
      return StreamStatus.Media.NONE;
    }
    MediaStream stream = now.stream();
    Optional<Track> pictures = track(now, Codec.Kind.VIDEO);
    return new StreamStatus.Media(
        track(now, Codec.Kind.AUDIO).map(MediaSession::name).orElse(null),
        pictures.map(MediaSession::name).orElse(null),
        pictures.map(Track::width).orElse(0),
        pictures.map(Track::height).orElse(0),
        stream.muted(Codec.Kind.AUDIO),
        stream.muted(Codec.Kind.VIDEO));
  }

  /** As operators and applications see it. Any thread. */
  LiveStream live() {
    return live(
        state == State.PENDING ? LiveStream.State.PENDING : LiveStream.State.flowing(publishing));
  }

  /** The same in a state that it is told to be in. Any thread. */
  LiveStream live(LiveStream.State told) {
    PeerGateway.Peer now = peer;
    List<Track> tracks = now == null ? List.of() : agreed(now);
    return new LiveStream(
        new LiveStream.Owner(client.introduction().appKey(), client.id(), id, null, createdMillis),
        name(),
        publishing,
        told,
        now == null ? LiveMedia.NONE : LiveMedia.of(now.stream(), tracks),
        asked,
        way(now == null ? PeerSnapshot.NONE : now.snapshot()),
        now == null ? Numbers.NONE : Numbers.of(now.snapshot(), tracks));
  }

  private LiveStream.Way way(PeerSnapshot snapshot) {
    String transport = snapshot.tcp() ? "TCP" : "UDP";
    return new LiveStream.Way(
        StreamOrder.WEBRTC,
        snapshot.connected() ? transport : "",
        snapshot.remoteAddress(),
        order.videoOrientation(),
        null,
        "");
  }

  private List<Track> agreed(PeerGateway.Peer peer) {
    return peer.tracks().stream().filter(track -> agreed(track.codec().kind())).toList();
  }

  private boolean agreed(Codec.Kind kind) {
    return kind == Codec.Kind.AUDIO ? audio : video;
  }

  private Optional<Track> track(PeerGateway.Peer peer, Codec.Kind kind) {
    return agreed(peer).stream().filter(track -> track.codec().kind() == kind).findFirst();
  }

  private static String name(Track track) {
    return track.codec().encodingName();
  }

  /** An answer refuses media by port 0 (RFC 3264 section 6). */
  private static boolean carries(String answer, String mediaLine) {
    int at = answer.startsWith(mediaLine) ? 0 : answer.indexOf("\n" + mediaLine) + 1;
    return (at > 0 || answer.startsWith(mediaLine)) && !answer.startsWith(mediaLine + "0 ", at);
  }
}
