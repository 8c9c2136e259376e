package org.wcs.webrtc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.wcs.config.WcsConfig;
import org.wcs.config.WebRtcConfig;
import org.wcs.sdp.SessionDescription;

/** Offers for tests, real and made up, and settings to answer them with. */
final class Offers {
  private static final String DIGEST =
      "0B:30:55:7A:9F:C4:E9:0E:33:58:7D:A2:C7:EC:11:36:5B:80:A5:CA:EF:14:39:5E:83:A8:CD:F2:17:3C:61:86";

  private Offers() {}

  /** What Chromium says when it publishes audio and video. */
  static String chromium() {
    String name = "chromium-publish-offer.sdp";
    try (InputStream in = SessionDescription.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a Chromium with the same codecs says when it plays. */
  static String chromiumPlays() {
    return chromium().replace("a=sendonly", "a=recvonly");
  }

  /** The session part, with a bundle of these mids; none if empty. */
  static String session(String bundle) {
    String group = bundle.isEmpty() ? "" : "a=group:BUNDLE " + bundle + "\r\n";
    return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n" + group;
  }

  /**
   * One m-line.
   *
   * @param kind {@code audio} or {@code video}
   * @param formats payload types of the m-line
   * @param attributes further attribute lines without {@code a=}, each with its mid and the like
   */
  static String media(String kind, String formats, String... attributes) {
    StringBuilder text =
        new StringBuilder("m=%s 9 UDP/TLS/RTP/SAVPF %s\r\n".formatted(kind, formats))
            .append(
                "c=IN IP4 0.0.0.0\r\na=ice-ufrag:Kq3x\r\na=ice-pwd:b8JmF0zS1v4T/uWq+RkYdN7e\r\n")
            .append("a=fingerprint:sha-256 ")
            .append(DIGEST)
            .append("\r\na=setup:actpass\r\na=rtcp-mux\r\n");
    for (String attribute : attributes) {
      text.append("a=").append(attribute).append("\r\n");
    }
    return text.toString();
  }

  /** An offer of one video m-line with one format 96. */
  static String video(String direction, String encoding, String fmtp) {
    String format = fmtp.isEmpty() ? "x-none" : "fmtp:96 " + fmtp;
    return session("")
        + media("video", "96", "mid:0", direction, "rtpmap:96 " + encoding + "/90000", format);
  }

  /** The default settings with this list of codecs. */
  static WebRtcConfig codecs(String names) {
    Properties file = new Properties();
    file.setProperty("codecs", names.toLowerCase(Locale.ROOT));
    return WcsConfig.read(file, Map.of(), new Properties()).webRtc();
  }
}
