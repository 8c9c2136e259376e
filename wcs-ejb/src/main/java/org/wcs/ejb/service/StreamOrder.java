package org.wcs.ejb.service;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.live.LiveStream;
import org.wcs.stream.Picture;
import org.wcs.webrtc.PeerRequest;
import org.wcs.webrtc.PeerRequest.TransportChoice;

/**
 * What a client wants published or played.
 *
 * @param mediaSessionId the client's name for it; null if it gave none
 * @param name the stream
 * @param mediaProvider the client's way of handling media, {@code WebRTC} being the one served
 * @param sdp its offer
 * @param transport the transport it wants
 * @param videoOrientation whether it can rotate pictures itself
 * @param video what it wants of the pictures
 * @param extras what goes beyond passing media through
 */
public record StreamOrder(
    @Nullable String mediaSessionId,
    String name,
    String mediaProvider,
    String sdp,
    TransportChoice transport,
    boolean videoOrientation,
    PeerRequest.Video video,
    Extras extras) {

  /** The only provider of media in this server. */
  public static final String WEBRTC = "WebRTC";

  /** What a client says of a stream goes to its application and stays as long as the stream. */
  private static final int MAX_CUSTOM = 65_536;

  private static final int MAX_SIDE = 8_192;
  private static final int MAX_QUALITY = 100;

  /**
   * Wishes beyond passing media through.
   *
   * @param record a publisher wants a recording
   * @param rtmpUrl where a publisher wants its stream pushed to; null for nowhere
   * @param asked everything that the client said
   */
  public record Extras(boolean record, @Nullable String rtmpUrl, JsonObject asked) {
    /** None. */
    public static final Extras NONE = new Extras(false, null, JsonValue.EMPTY_JSON_OBJECT);
  }

  /**
   * What a client asks for by a JSON object. Whatever cannot be understood is absent, and a {@link
   * Fields#fault}.
   */
  public static StreamOrder read(Fields fields, boolean publishing) {
    String provider = fields.textOrNull("mediaProvider");
    String sdp = fields.text("sdp", Integer.MAX_VALUE);
    String rtmpUrl = publishing ? fields.text("rtmpUrl").strip() : "";
    fields.json("custom", MAX_CUSTOM);
    return new StreamOrder(
        fields.textOrNull("mediaSessionId"),
        fields.text("name"),
        provider == null ? WEBRTC : provider,
        sdp == null ? "" : sdp,
        transport(fields.text("transport")),
        fields.flag("cvoExtension"),
        new PeerRequest.Video(
            bitsPerSecond(fields.number("minBitrate")),
            bitsPerSecond(fields.number("maxBitrate")),
            publishing ? Picture.AS_IS : picture(fields)),
        new Extras(
            publishing && fields.flag("record"),
            rtmpUrl.isEmpty() ? null : rtmpUrl,
            fields.object()));
  }

  /** What an application is asked: all that the client said, and what goes without saying. */
  JsonObject forApp(boolean publishing) {
    JsonObjectBuilder object =
        Json.createObjectBuilder()
            .add("name", name)
            .add("published", publishing)
            .add("hasVideo", true)
            .add("hasAudio", true)
            .add("status", "PENDING")
            .add("record", extras.record())
            .add("mediaProvider", mediaProvider);
    extras.asked().forEach(object::add);
    return object.build();
  }

  /** The same with what its application has changed; the client's own name for it stays. */
  StreamOrder with(JsonObject changed, boolean publishing) {
    StreamOrder read = read(new Fields(changed), publishing);
    return new StreamOrder(
        mediaSessionId,
        read.name(),
        read.mediaProvider(),
        read.sdp(),
        read.transport(),
        read.videoOrientation(),
        read.video(),
        read.extras());
  }

  /** The same once it has been met: the offer and what else was said are not needed any more. */
  StreamOrder met() {
    return new StreamOrder(
        mediaSessionId,
        name,
        mediaProvider,
        "",
        transport,
        videoOrientation,
        video,
        new Extras(extras.record(), extras.rtmpUrl(), JsonValue.EMPTY_JSON_OBJECT));
  }

  /** As operators and applications see it. */
  LiveStream.Asked asked() {
    Picture picture = video.picture();
    Fields fields = new Fields(extras.asked());
    JsonValue custom = extras.asked().get("custom");
    return new LiveStream.Asked(
        extras.record(),
        picture.width(),
        picture.height(),
        picture.quality(),
        new LiveStream.Encoding(
            within(fields.number("bitrate"), Integer.MAX_VALUE),
            video.minBitrate() / 1000,
            video.maxBitrate() / 1000,
            within(fields.number("audioBitrate"), Integer.MAX_VALUE),
            within(fields.number("fps"), Integer.MAX_VALUE),
            within(fields.number("gop"), Integer.MAX_VALUE)),
        extras.rtmpUrl(),
        custom == null ? null : custom.toString());
  }

  /** What a player wants of the pictures; numbers beyond any picture are no wish. */
  private static Picture picture(Fields fields) {
    return new Picture(
        within(fields.number("width"), MAX_SIDE),
        within(fields.number("height"), MAX_SIDE),
        bitsPerSecond(fields.number("bitrate")),
        within(fields.number("quality"), MAX_QUALITY),
        0);
  }

  private static int within(double number, int most) {
    return number >= 1 && number <= most ? (int) number : 0;
  }

  private static TransportChoice transport(String wanted) {
    return switch (wanted) {
      case "UDP" -> TransportChoice.UDP;
      case "TCP" -> TransportChoice.TCP;
      default -> TransportChoice.ANY;
    };
  }

  /** Clients count in kbit/s. */
  private static int bitsPerSecond(double kilobits) {
    return kilobits > 0 ? (int) Math.min(kilobits * 1000, Integer.MAX_VALUE) : 0;
  }
}
