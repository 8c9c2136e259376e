package org.wcs.rtsp.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wcs.sdp.Direction;
import org.wcs.sdp.MediaDescription;
import org.wcs.sdp.PayloadFormat;
import org.wcs.sdp.SdpCodecs;
import org.wcs.sdp.SessionDescription;
import org.wcs.unit.Codec;

/**
 * What is taken of a session description: the first video and the first audio that can be carried.
 * Cameras write descriptions that are wrong in many ways; what can be understood is. Immutable, any
 * thread; nothing is thrown, whatever the description says.
 */
public final class IngestPlan {

  private static final int LONGEST_NAME = 64;

  private final List<IngestMedia> media;
  private final List<String> ignored;

  private IngestPlan(List<IngestMedia> media, List<String> ignored) {
    this.media = List.copyOf(media);
    this.ignored = List.copyOf(ignored);
  }

  /** Makes the plan; it may be empty. */
  public static IngestPlan of(SessionDescription sdp) {
    List<IngestMedia> media = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    boolean received = directions(sdp).contains(Direction.RECVONLY);
    for (int i = 0; i < sdp.media().size(); i++) {
      MediaDescription part = sdp.media().get(i);
      IngestMedia found = find(i, part);
      String why = refusal(part, found, media);
      Direction direction = part.direction(sdp);
      if (why == null && direction == Direction.INACTIVE) {
        why = "inactive";
      } else if (why == null && direction == Direction.SENDONLY && received) {
        why = "for the other direction";
      }
      if (why == null && found != null) {
        media.add(found);
      } else {
        ignored.add(i + " " + shortened(part.kind()) + ": " + why);
      }
    }
    return new IngestPlan(media, ignored);
  }

  /** The media that are taken, in the order of the description; at most one of a kind. */
  public List<IngestMedia> media() {
    return media;
  }

  /** The same with some of the media alone: those that the peer really gives. */
  public IngestPlan only(List<IngestMedia> given) {
    return new IngestPlan(given, ignored);
  }

  /** Whether nothing can be taken. */
  public boolean empty() {
    return media.isEmpty();
  }

  /** For the log: the number and kind of every m-line that is left, and why. */
  public List<String> ignored() {
    return ignored;
  }

  /** A camera marks what it sends as received, and a way back to it (ONVIF) as sent. */
  private static List<Direction> directions(SessionDescription sdp) {
    return sdp.media().stream().map(part -> part.direction(sdp)).toList();
  }

  private static @Nullable String refusal(
      MediaDescription part, @Nullable IngestMedia found, List<IngestMedia> taken) {
    if (part.protocol().toUpperCase(Locale.ROOT).contains("SAVP")) {
      return "encrypted";
    }
    if (found == null) {
      List<PayloadFormat> formats = part.payloads();
      return formats.isEmpty()
          ? "unknown format"
          : shortened(formats.get(0).rtpMap().encoding()) + " is not carried";
    }
    Codec.Kind kind = found.codec().kind();
    return taken.stream().anyMatch(each -> each.codec().kind() == kind) ? "a further one" : null;
  }

  private static @Nullable IngestMedia find(int mLine, MediaDescription part) {
    for (PayloadFormat format : LenientFormats.of(part)) {
      Codec codec = SdpCodecs.codec(format);
      if (codec != null && fits(codec, part.kind())) {
        return new IngestMedia(mLine, part, format, codec, control(part));
      }
    }
    return null;
  }

  private static @Nullable String control(MediaDescription part) {
    String control = part.attribute("control");
    return control == null || control.isBlank() ? null : control.strip();
  }

  private static boolean fits(Codec codec, String kind) {
    return switch (codec.kind()) {
      case AUDIO -> kind.equalsIgnoreCase("audio");
      case VIDEO -> kind.equalsIgnoreCase("video");
    };
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }
}
