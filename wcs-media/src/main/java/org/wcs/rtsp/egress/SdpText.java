package org.wcs.rtsp.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.wcs.sdp.PayloadFormat;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;

/** Writes what DESCRIBE answers (RFC 8866, RFC 2326 appendix C). Stateless. */
final class SdpText {

  private SdpText() {}

  static String of(MediaStream stream, List<PlayTrack> tracks, InetAddress local) {
    boolean six = local instanceof Inet6Address;
    String family = six ? "IN IP6 " : "IN IP4 ";
    StringBuilder text = new StringBuilder(640);
    line(text, "v=0");
    line(text, "o=- " + sessionId(tracks) + " 1 " + family + literal(local));
    line(text, "s=" + name(stream.name()));
    line(text, "c=" + family + (six ? "::" : "0.0.0.0"));
    line(text, "t=0 0");
    line(text, "a=control:*");
    line(text, "a=range:npt=now-");
    tracks.forEach(track -> media(text, track));
    return text.toString();
  }

  private static void media(StringBuilder text, PlayTrack offered) {
    PayloadFormat format = offered.format();
    Track track = offered.track();
    String kind = track.codec().kind().name().toLowerCase(Locale.ROOT);
    line(text, "m=" + kind + " 0 RTP/AVP " + format.payloadType());
    line(text, "a=rtpmap:" + format.rtpMap());
    if (format.fmtp() != null) {
      line(text, "a=fmtp:" + format.fmtp());
    }
    if (track.codec().kind() == Codec.Kind.VIDEO && track.width() > 0) {
      line(
          text, "a=framesize:" + format.payloadType() + " " + track.width() + "-" + track.height());
    }
    line(text, "a=control:trackID=" + offered.id());
  }

  /** The same for all players of the same tracks, another when the tracks are others. */
  private static long sessionId(List<PlayTrack> tracks) {
    long id = 0;
    for (PlayTrack track : tracks) {
      id = id * 31 + (track.ssrc() & 0xFFFF_FFFFL);
    }
    return id & Long.MAX_VALUE;
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  /** The name on one line; {@code -} if there is nothing to show. */
  private static String name(String name) {
    StringBuilder shown = new StringBuilder(name.length());
    name.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(shown::appendCodePoint);
    String text = shown.toString().strip();
    return text.isEmpty() ? "-" : text;
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append("\r\n");
  }
}
