package org.wcs.bench;

import org.wcs.ice.IceCredentials;
import org.wcs.sdp.Fingerprint;

/** The offers of publisher and viewers: Opus and VP8 in one bundle, as a browser has it. */
final class Offer {

  static final int OPUS = 111;
  static final int VP8 = 96;

  private Offer() {}

  /** Sends media. */
  static String publishing(IceCredentials credentials, Fingerprint fingerprint) {
    return offer("sendonly", credentials, fingerprint);
  }

  /** Takes media. */
  static String playing(IceCredentials credentials, Fingerprint fingerprint) {
    return offer("recvonly", credentials, fingerprint);
  }

  private static String offer(
      String direction, IceCredentials credentials, Fingerprint fingerprint) {
    String common =
        "c=IN IP4 0.0.0.0\r\na=ice-ufrag:%s\r\na=ice-pwd:%s\r\na=fingerprint:%s\r\n"
                .formatted(credentials.ufrag(), credentials.pwd(), fingerprint)
            + "a=setup:actpass\r\na=rtcp-mux\r\na="
            + direction
            + "\r\n";
    return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n"
        + "m=audio 9 UDP/TLS/RTP/SAVPF "
        + OPUS
        + "\r\n"
        + common
        + "a=mid:0\r\na=rtpmap:111 opus/48000/2\r\n"
        + "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\n"
        + common
        + "a=mid:1\r\na=rtpmap:96 VP8/90000\r\n"
        + "a=rtcp-fb:96 nack\r\na=rtcp-fb:96 nack pli\r\na=rtcp-fb:96 ccm fir\r\n"
        + "a=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n";
  }
}
