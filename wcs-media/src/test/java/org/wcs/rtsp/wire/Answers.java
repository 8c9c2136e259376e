package org.wcs.rtsp.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What cameras, servers and players send, each with its habits. */
final class Answers {

  private Answers() {}

  /** Messages by who sends them so. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("plain", lines(PLAIN));
    all.put("ipc with lower-case names", lines(LOWER_CASE));
    all.put("ipc with blanks before colons", lines(BLANKS));
    all.put("ipc with line feeds alone", PLAIN.getBytes(StandardCharsets.UTF_8));
    all.put("dvr without reason", lines(NO_REASON));
    all.put("nvr with folded header", lines(FOLDED));
    all.put("challenge", lines(CHALLENGE));
    all.put("description", lines(DESCRIPTION));
    all.put("setup", lines(SETUP));
    all.put("play", lines(PLAY));
    all.put("request", lines(REQUEST));
    all.put("announce", lines(ANNOUNCE));
    all.put("packets", packets());
    return all;
  }

  static byte[] lines(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] packets() {
    byte[] start = {
      '$', 0, 0, 3, 1, 2, 3, '$', 1, 0, 0, '$', (byte) 200, 0, 4, '$', '$', '\r', '\n'
    };
    byte[] message = lines(PLAIN);
    byte[] all = new byte[start.length * 2 + message.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(message, 0, all, start.length, message.length);
    System.arraycopy(start, 0, all, start.length + message.length, start.length);
    return all;
  }

  private static final String PLAIN =
      """
      RTSP/1.0 200 OK
      CSeq: 2
      Public: OPTIONS, DESCRIBE, PLAY, PAUSE, SETUP, TEARDOWN, SET_PARAMETER, GET_PARAMETER
      Date:  Sat, Nov 21 2026 08:00:00 GMT

      """;

  private static final String LOWER_CASE =
      """
      rtsp/1.0 200 ok
      cseq: 2
      content-type: application/sdp
      content-length: 5

      v=0
      """;

  private static final String BLANKS =
      """


      RTSP/1.0   200   OK
      CSeq : 2
      Session :  1185d20035702ca ; timeout = 60
      Transport:   RTP/AVP/TCP;unicast;interleaved=0-1;ssrc=0x1A2B3C4D ;mode="PLAY"\s

      """;

  private static final String NO_REASON =
      """
      RTSP/1.0 404
      CSeq: 3

      """;

  private static final String FOLDED =
      """
      RTSP/1.0 200 OK
      CSeq: 3
      RTP-Info: url=trackID=1;seq=17;rtptime=100,
       url=trackID=2;seq=18;rtptime=200

      """;

  private static final String CHALLENGE =
      """
      RTSP/1.0 401 Unauthorized
      CSeq: 3
      WWW-Authenticate: Digest realm="IP Camera(C2341)", nonce="6e1f", algorithm="SHA-256"
      WWW-Authenticate: Digest realm="IP Camera(C2341)", nonce="6e1f", stale="FALSE"
      WWW-Authenticate: Basic realm="IP Camera(C2341)"

      """;

  private static final String DESCRIPTION =
      """
      RTSP/1.0 200 OK
      CSeq: 4
      x-Accept-Dynamic-Rate: 1
      Content-Base: rtsp://192.0.2.7:554/cam/realmonitor?channel=1&subtype=0/
      Cache-Control: must-revalidate
      Content-Length: 60
      Content-Type: application/sdp

      v=0
      o=- 1 1 IN IP4 0.0.0.0
      s=Media
      m=video 0 RTP/AVP 96
      """;

  private static final String SETUP =
      """
      RTSP/1.0 200 OK
      CSeq: 5
      Session: 7a2f;timeout=60
      Transport: RTP/AVP;unicast;client_port=31000-31001;server_port=8208-8209;ssrc=7fa21c04

      """;

  private static final String PLAY =
      """
      RTSP/1.0 200 OK
      CSeq: 6
      Range: npt=now-
      RTP-Info: url=rtsp://192.0.2.7/Streaming/Channels/101/trackID=1;seq=4711;rtptime=815

      """;

  private static final String REQUEST =
      """
      SETUP rtsp://127.0.0.1:554/live/cam 1/trackID=1 RTSP/1.0
      CSeq: 3
      Transport: RTP/AVP/TCP;unicast;interleaved=0-1,RTP/AVP;unicast;client_port=5000-5001
      User-Agent: Überwachung

      """;

  private static final String ANNOUNCE =
      """
      ANNOUNCE rtsp://127.0.0.1/cam1 RTSP/1.0
      Content-Type: application/sdp
      CSeq: 2
      Content-Length: 26

      v=0
      m=audio 0 RTP/AVP 8
      """;
}
