package org.wcs.rtsp.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.sdp.Fmtp;
import org.wcs.sdp.MediaDescription;
import org.wcs.sdp.PayloadFormat;
import org.wcs.sdp.RtpMap;
import org.wcs.sdp.SdpCodecs;

/** Reads the payload formats of an m-line as its writer may have meant them. Stateless. */
final class LenientFormats {

  private static final int VIDEO_CLOCK = 90_000;

  private LenientFormats() {}

  /** As written first; guesses only where nothing written can be used. */
  static List<PayloadFormat> of(MediaDescription part) {
    List<PayloadFormat> formats = new ArrayList<>();
    for (PayloadFormat format : part.payloads()) {
      formats.add(repaired(format));
    }
    boolean usable = formats.stream().anyMatch(format -> SdpCodecs.codec(format) != null);
    PayloadFormat guess = usable ? null : guess(part);
    if (guess != null) {
      formats.add(guess);
    }
    return formats;
  }

  /** RFC 3551 fixes the clock of the static types, and that of G.722, whatever a camera writes. */
  private static PayloadFormat repaired(PayloadFormat format) {
    if (SdpCodecs.codec(format) != null) {
      return format;
    }
    RtpMap map = format.rtpMap();
    RtpMap fixed = RtpMap.ofStatic(format.payloadType());
    if (map.is("G722")) {
      fixed = new RtpMap(format.payloadType(), "G722", 8_000, 1);
    }
    return fixed == null || !map.is(fixed.encoding()) ? format : with(format, fixed);
  }

  private static PayloadFormat with(PayloadFormat format, RtpMap map) {
    return new PayloadFormat(format.payloadType(), map, format.fmtp(), format.feedback());
  }

  /** One format on the m-line and one rtpmap below it belong together, whatever their numbers. */
  private static @Nullable PayloadFormat guess(MediaDescription part) {
    int type = part.formats().size() == 1 ? number(part.formats().get(0)) : -1;
    if (type < 0) {
      return null;
    }
    List<String> maps = part.attributeValues("rtpmap");
    RtpMap map = maps.size() == 1 ? RtpMap.parse(maps.get(0)) : null;
    List<String> fmtps = part.attributeValues("fmtp");
    Fmtp fmtp = fmtps.size() == 1 ? Fmtp.parse(fmtps.get(0)) : null;
    String encoding = map == null ? encoding(fmtp) : map.encoding();
    if (encoding == null) {
      return null;
    }
    int clock = map == null ? VIDEO_CLOCK : map.clockRate();
    int channels = map == null ? 1 : map.channels();
    return repaired(
        new PayloadFormat(type, new RtpMap(type, encoding, clock, channels), fmtp, List.of()));
  }

  /** Some parameters belong to one codec only. */
  private static @Nullable String encoding(@Nullable Fmtp fmtp) {
    if (fmtp == null) {
      return null;
    }
    boolean h264 =
        fmtp.get("sprop-parameter-sets") != null || fmtp.get("packetization-mode") != null;
    return h264 ? "H264" : fmtp.get("sprop-sps") != null ? "H265" : null;
  }

  private static int number(String format) {
    if (format.isEmpty() || format.length() > 3 || !format.chars().allMatch(Character::isDigit)) {
      return -1;
    }
    int type = Integer.parseInt(format);
    return type <= 127 ? type : -1;
  }
}
