package org.wcs.ejb.live;

import org.jspecify.annotations.Nullable;

/**
 * One stream that somebody publishes or plays now.
 *
 * @param owner whose it is
 * @param name the stream's name
 * @param published whether it comes in; else it goes out
 * @param state how far it is
 * @param media what it carries, as far as known
 * @param asked what its client asked for
 * @param way how it is carried
 * @param numbers what has flowed
 */
public record LiveStream(
    Owner owner,
    String name,
    boolean published,
    State state,
    LiveMedia media,
    Asked asked,
    Way way,
    Numbers numbers) {

  /** The same with other numbers. */
  LiveStream with(Numbers newer) {
    return new LiveStream(owner, name, published, state, media, asked, way, newer);
  }

  /** When it was asked for, Unix time in milliseconds. */
  public long createdMillis() {
    return owner.createdMillis();
  }

  /** Its name as a media session. */
  public String mediaSessionId() {
    return owner.mediaSessionId();
  }

  /** The states by their wire names. */
  public enum State {
    /** Asked for. */
    NEW,
    /** On the way to flowing. */
    PENDING,
    /** It comes in. */
    PUBLISHING,
    /** It goes out. */
    PLAYING,
    /** It goes out, but the player wants nothing for now. */
    PAUSED,
    /** A publisher stopped as it should. */
    UNPUBLISHED,
    /** A player stopped as it should. */
    STOPPED,
    /** It never started, or it broke. */
    FAILED;

    /** The state of something that flows. */
    public static State flowing(boolean published) {
      return published ? PUBLISHING : PLAYING;
    }
  }

  /**
   * Whose a stream is.
   *
   * @param appKey the application, empty if it belongs to none
   * @param sessionId the session; that of an agent of the server is its media session
   * @param mediaSessionId its name as a media session
   * @param parent the media session it was made of, null for none
   * @param createdMillis when it was asked for, Unix time
   */
  public record Owner(
      String appKey,
      String sessionId,
      String mediaSessionId,
      @Nullable String parent,
      long createdMillis) {}

  /**
   * What a client asked for.
   *
   * @param record a recording
   * @param width picture width, 0 for any
   * @param height picture height, 0 for any
   * @param quality of the picture, 0 for any
   * @param encoding how it is to be encoded
   * @param rtmpUrl where it is to be sent, null for nowhere
   * @param customJson the client's own object, null for none
   */
  public record Asked(
      boolean record,
      int width,
      int height,
      int quality,
      Encoding encoding,
      @Nullable String rtmpUrl,
      @Nullable String customJson) {

    /** Nothing in particular. */
    public static final Asked NOTHING = new Asked(false, 0, 0, 0, Encoding.ANY, null, null);
  }

  /**
   * How a stream is to be encoded; 0 where it does not matter.
   *
   * @param bitrate of the picture in kbit/s
   * @param minBitrate least, in kbit/s
   * @param maxBitrate most, in kbit/s
   * @param audioBitrate of the sound in kbit/s
   * @param fps pictures per second
   * @param gop pictures from one key frame to the next
   */
  public record Encoding(
      int bitrate, int minBitrate, int maxBitrate, int audioBitrate, int fps, int gop) {

    /** As it comes. */
    public static final Encoding ANY = new Encoding(0, 0, 0, 0, 0, 0);
  }

  /**
   * How a stream is carried.
   *
   * @param mediaProvider {@code WebRTC}, {@code Flash} for RTMP, {@code RTSP}, {@code HLS} ...
   * @param transport {@code UDP} or {@code TCP}, empty while unknown
   * @param remoteAddress the other end, empty while unknown
   * @param cvoExtension whether a player can rotate pictures itself
   * @param sdp what was offered, null for nothing
   * @param codecImpl what encodes it, empty if nothing does
   */
  public record Way(
      String mediaProvider,
      String transport,
      String remoteAddress,
      boolean cvoExtension,
      @Nullable String sdp,
      String codecImpl) {

    /** Without SDP and without an encoder. */
    public static Way of(String mediaProvider, String transport, String remoteAddress) {
      return new Way(mediaProvider, transport, remoteAddress, false, null, "");
    }
  }
}
