package org.wcs.ejb.service;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamListener;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;

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

  private final String id;
  private final String name;
  private final boolean publishing;
  private final long createdMillis;
  private volatile State state = State.PENDING;
  private volatile PeerGateway.@Nullable Peer peer;
  private @Nullable StreamListener listener;
  private @Nullable String rtmpUrl;
  private long toldSize;
  private volatile boolean audio;
  private volatile boolean video;

  MediaSession(String id, String name, boolean publishing, long createdMillis) {
    this.id = id;
    this.name = name;
    this.publishing = publishing;
    this.createdMillis = createdMillis;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
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

  /** Where it is to be sent once it is published; null for nowhere. */
  @Nullable String rtmpUrl() {
    return rtmpUrl;
  }

  void rtmpUrl(@Nullable String url) {
    rtmpUrl = url;
  }

  /** Tells whether pictures were agreed on. */
  boolean video() {
    return video;
  }

  StreamStatus status(StreamStatus.State told, String info) {
    return new StreamStatus(id, name, publishing, told, info, createdMillis, media());
  }

  /** What the client gets to know when this ends. */
  StreamStatus ended(EndReason reason) {
    StreamStatus.State told =
        publishing ? StreamStatus.State.UNPUBLISHED : StreamStatus.State.STOPPED;
    return status(reason.failure() ? StreamStatus.State.FAILED : told, reason.text());
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
    Optional<Track> pictures = track(now, Codec.Kind.VIDEO).filter(track -> video);
    return new StreamStatus.Media(
        track(now, Codec.Kind.AUDIO).filter(track -> audio).map(MediaSession::name).orElse(null),
        pictures.map(MediaSession::name).orElse(null),
        pictures.map(Track::width).orElse(0),
        pictures.map(Track::height).orElse(0),
        stream.muted(Codec.Kind.AUDIO),
        stream.muted(Codec.Kind.VIDEO));
  }

  private static Optional<Track> track(PeerGateway.Peer peer, Codec.Kind kind) {
    return peer.tracks().stream().filter(track -> track.codec().kind() == kind).findFirst();
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
