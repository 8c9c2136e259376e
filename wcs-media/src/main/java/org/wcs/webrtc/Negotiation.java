package org.wcs.webrtc;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wcs.config.WebRtcConfig;
import org.wcs.ice.IceCredentials;
import org.wcs.rtp.ExtensionUri;
import org.wcs.sdp.Direction;
import org.wcs.sdp.Extmap;
import org.wcs.sdp.Fingerprint;
import org.wcs.sdp.MediaDescription;
import org.wcs.sdp.PayloadFormat;
import org.wcs.sdp.SdpCodecs;
import org.wcs.sdp.SdpException;
import org.wcs.sdp.SessionDescription;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Picture;
import org.wcs.stream.Rendition;
import org.wcs.stream.Renditions;
import org.wcs.stream.Track;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;
import org.wcs.unit.CodecFit;

/**
 * Reads an offer and decides, purely, what of it is taken (RFC 8829 section 5.3.1, RFC 3264 section
 * 6): one codec for each kind of media, at most one m-line for each kind.
 */
final class Negotiation {

  /** The digests that a handshake here can check. */
  private static final Set<String> DIGESTS = Set.of("sha-256", "sha-384", "sha-512");

  private final WebRtcConfig config;
  private final SessionDescription offer;

  private Negotiation(WebRtcConfig config, SessionDescription offer) {
    this.config = config;
    this.offer = offer;
  }

  /** Parses an offer and checks what no connection can do without. */
  static Negotiation of(WebRtcConfig config, String sdp) throws RefusedException {
    SessionDescription offer;
    try {
      offer = SessionDescription.parse(sdp);
    } catch (SdpException malformed) {
      throw new RefusedException(
          EndReason.FAILED, "the offer is malformed: " + malformed.getMessage());
    }
    if (offer.media().isEmpty()) {
      throw new RefusedException(EndReason.NO_COMMON_CODECS, "the offer has no media");
    }
    for (MediaDescription media : offer.media()) {
      if (isUsable(media)) {
        requireSecurity(offer, media);
      }
    }
    return new Negotiation(config, offer);
  }

  SessionDescription offer() {
    return offer;
  }

  /** What a publisher will send: the first codec of the setting that it offers, of each kind. */
  List<MediaPlan> publish(boolean videoOrientation) throws RefusedException {
    List<MediaPlan> plans = new ArrayList<>();
    Set<Codec.Kind> taken = EnumSet.noneOf(Codec.Kind.class);
    for (MediaDescription media : offer.media()) {
      MediaPlan plan = MediaPlan.refused(media);
      if (isUsable(media) && media.direction(offer).sends()) {
        plan = publishOne(media, taken, videoOrientation);
      }
      plans.add(plan);
    }
    return requireAny(plans, "none of the codecs offered is taken");
  }

  /**
   * What a player gets: for each kind of media it asks for, the codec of the stream, or one that it
   * offers and the stream can be turned into.
   */
  List<MediaPlan> play(MediaStream stream, Renditions renditions, Picture picture)
      throws RefusedException {
    Wanted wanted = new Wanted(renditions, picture);
    List<MediaPlan> plans = new ArrayList<>();
    Set<Codec.Kind> taken = EnumSet.noneOf(Codec.Kind.class);
    for (MediaDescription media : offer.media()) {
      Codec.Kind kind = isUsable(media) ? kindOf(media) : null;
      Track track =
          kind != null && media.direction(offer).receives() && !taken.contains(kind)
              ? rendition(media, kind, stream, wanted)
              : null;
      if (track != null) {
        taken.add(track.codec().kind());
      }
      plans.add(track == null ? MediaPlan.refused(media) : playOne(media, track));
    }
    return requireAny(plans, "the stream has nothing of what the offer asks for");
  }

  private MediaPlan publishOne(
      MediaDescription media, Set<Codec.Kind> taken, boolean videoOrientation) {
    PayloadFormat best = null;
    Codec codec = null;
    int bestRank = Integer.MAX_VALUE;
    for (PayloadFormat format : media.payloads()) {
      Codec candidate = carried(format);
      int rank = candidate == null ? -1 : config.codecs().indexOf(settingName(candidate));
      if (candidate != null && kindIs(media, candidate) && rank >= 0 && rank < bestRank) {
        bestRank = rank;
        best = format;
        codec = candidate;
      }
    }
    if (codec == null || best == null || !taken.add(codec.kind())) {
      return MediaPlan.refused(media);
    }
    return new MediaPlan(
        media,
        codec,
        best,
        rtxOf(media, best),
        extensions(media, publishedExtensions(videoOrientation)),
        null);
  }

  /** No fitting codec for a track that the offer asks for is a refusal, not a black picture. */
  private MediaPlan playOne(MediaDescription media, Track track) throws RefusedException {
    PayloadFormat best = null;
    Codec codec = null;
    int bestFit = 0;
    for (PayloadFormat format : media.payloads()) {
      Codec candidate = carried(format);
      int fit = candidate == null ? 0 : CodecFit.of(track.codec(), candidate);
      if (fit > bestFit) {
        bestFit = fit;
        best = format;
        codec = candidate;
      }
    }
    if (best == null) {
      throw new RefusedException(
          EndReason.NO_COMMON_CODECS,
          "the stream has " + track.codec().encodingName() + ", which the offer does not take");
    }
    return new MediaPlan(
        media,
        codec,
        best,
        rtxOf(media, best),
        extensions(media, List.of(ExtensionUri.MID, ExtensionUri.VIDEO_ORIENTATION)),
        track);
  }

  private List<String> publishedExtensions(boolean videoOrientation) {
    List<String> uris = new ArrayList<>();
    uris.add(ExtensionUri.MID);
    if (config.bitrate().twcc()) {
      uris.add(ExtensionUri.TRANSPORT_WIDE_CC);
    }
    if (videoOrientation) {
      uris.add(ExtensionUri.VIDEO_ORIENTATION);
    }
    return uris;
  }

  private List<Extmap> extensions(MediaDescription media, List<String> wanted) {
    List<Extmap> agreed = new ArrayList<>();
    for (Extmap extmap : media.extmaps(offer)) {
      if (wanted.contains(extmap.uri()) && extmap.id() <= 14) {
        agreed.add(new Extmap(extmap.id(), null, extmap.uri(), null));
      }
    }
    return agreed;
  }

  private static int rtxOf(MediaDescription media, PayloadFormat of) {
    for (PayloadFormat format : media.payloads()) {
      if (format.apt() == of.payloadType()) {
        return format.payloadType();
      }
    }
    return -1;
  }

  private static @Nullable Track rendition(
      MediaDescription media, Codec.Kind kind, MediaStream stream, Wanted wanted)
      throws RefusedException {
    List<Codec> codecs =
        media.payloads().stream()
            .map(Negotiation::carried)
            .filter(codec -> codec != null && kindIs(media, codec))
            .distinct()
            .toList();
    // Browsers show pictures in the order they come (RFC 7742 says nothing of B-frames).
    Wish wish =
        new Wish(codecs, false, kind == Codec.Kind.VIDEO ? wanted.picture() : Picture.AS_IS);
    return switch (wanted.renditions().find(stream, kind, wish)) {
      case Rendition.Ready ready -> ready.track();
      case Rendition.Absent absent -> null;
      case Rendition.Impossible no -> throw new RefusedException(no.reason(), no.why());
    };
  }

  /** The codec of a format, or null: not all that the server knows goes over WebRTC. */
  private static @Nullable Codec carried(PayloadFormat format) {
    Codec codec = SdpCodecs.codec(format);
    return codec != null && WebRtcConfig.CODECS.contains(settingName(codec)) ? codec : null;
  }

  /** The name of the codec in the setting {@code codecs}. */
  private static String settingName(Codec codec) {
    return codec.encodingName().toLowerCase(Locale.ROOT);
  }

  private static Codec.@Nullable Kind kindOf(MediaDescription media) {
    return switch (media.kind()) {
      case "audio" -> Codec.Kind.AUDIO;
      case "video" -> Codec.Kind.VIDEO;
      default -> null;
    };
  }

  private static boolean kindIs(MediaDescription media, Codec codec) {
    return kindOf(media) == codec.kind();
  }

  /** RTP over DTLS with feedback, RTCP on the same port; nothing else is spoken here. */
  private static boolean isUsable(MediaDescription media) {
    String protocol = media.protocol().toUpperCase(Locale.ROOT);
    // Port 0 with a=bundle-only is an m-line that lives in the bundle (RFC 8843 section 6).
    boolean bundleOnly =
        media.attributes().stream().anyMatch(each -> each.name().equals("bundle-only"));
    return protocol.endsWith("RTP/SAVPF")
        && kindOf(media) != null
        && (!media.isRejected() || bundleOnly)
        && media.rtcpMux();
  }

  private static void requireSecurity(SessionDescription offer, MediaDescription media)
      throws RefusedException {
    String ufrag = media.iceUfrag(offer);
    String pwd = media.icePwd(offer);
    if (ufrag == null || pwd == null || !IceCredentials.areValid(ufrag, pwd)) {
      throw new RefusedException(EndReason.ICE_ERROR, "the offer has no usable ICE credentials");
    }
    if (media.fingerprints(offer).stream().noneMatch(Negotiation::proves)) {
      throw new RefusedException(EndReason.DTLS_FINGERPRINT, "the offer has no usable fingerprint");
    }
  }

  /** RFC 8122 section 5: whoever wants can forge what has a digest of MD5 or SHA-1. */
  private static boolean proves(Fingerprint fingerprint) {
    return DIGESTS.contains(fingerprint.hash().toLowerCase(Locale.ROOT));
  }

  private static List<MediaPlan> requireAny(List<MediaPlan> plans, String otherwise)
      throws RefusedException {
    if (plans.stream().noneMatch(MediaPlan::accepted)) {
      throw new RefusedException(EndReason.NO_COMMON_CODECS, otherwise);
    }
    return plans;
  }

  /** The direction of an accepted m-line in the answer. */
  static Direction answerDirection(MediaPlan plan) {
    return plan.track() == null ? Direction.RECVONLY : Direction.SENDONLY;
  }

  private record Wanted(Renditions renditions, Picture picture) {}
}
