package org.wcs.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One m-line and what follows it, RFC 8866 section 5.14. Immutable. Attributes that cannot be read
 * are kept in {@link #attributes()} and left out of the typed views.
 */
public final class MediaDescription implements SdpSection {
  private final List<SdpLine> lines;
  private final List<Attribute> attributes;
  private final String kind;
  private final int port;
  private final int portCount;
  private final String protocol;
  private final List<String> formats;

  private MediaDescription(List<SdpLine> lines, List<String> words, int port, int portCount) {
    this.lines = List.copyOf(lines);
    this.attributes = SessionDescription.attributesOf(lines);
    this.kind = words.get(0);
    this.port = port;
    this.portCount = portCount;
    this.protocol = words.get(2);
    this.formats = List.copyOf(words.subList(3, words.size()));
  }

  /** From the lines of one part, the m-line first; null if that cannot be read. */
  static @Nullable MediaDescription of(List<SdpLine> lines) {
    List<String> words = Tokens.words(lines.get(0).value());
    if (words.size() < 3) {
      return null;
    }
    String ports = words.get(1);
    int slash = ports.indexOf('/');
    int port = (int) Tokens.number(slash < 0 ? ports : ports.substring(0, slash), 65535);
    int count = slash < 0 ? 1 : (int) Tokens.number(ports.substring(slash + 1), 65535);
    return port < 0 || count < 1 ? null : new MediaDescription(lines, words, port, count);
  }

  @Override
  public List<SdpLine> lines() {
    return lines;
  }

  @Override
  public List<Attribute> attributes() {
    return attributes;
  }

  /** Such as {@code audio}, {@code video}, {@code application}. */
  public String kind() {
    return kind;
  }

  /** Transport port; 0 means rejected, unless bundle-only. */
  public int port() {
    return port;
  }

  /** Number of ports, 1 if not said. */
  public int portCount() {
    return portCount;
  }

  /** Such as {@code UDP/TLS/RTP/SAVPF}. */
  public String protocol() {
    return protocol;
  }

  /** What ends the m-line: for RTP the payload types, the preferred first. */
  public List<String> formats() {
    return formats;
  }

  /** Whether the port is 0 without {@code a=bundle-only} (RFC 8843 section 6). */
  public boolean isRejected() {
    return port == 0 && !has("bundle-only");
  }

  /** Direction of this part, else of the session, else sendrecv. */
  public Direction direction(SessionDescription session) {
    Direction own = ownDirection();
    Direction direction = own == null ? session.ownDirection() : own;
    return direction == null ? Direction.SENDRECV : direction;
  }

  /** The c-line of this part, else of the session, or null. */
  public @Nullable Connection connection(SessionDescription session) {
    Connection own = connection();
    return own == null ? session.connection() : own;
  }

  /** {@code a=mid}, or null. */
  public @Nullable String mid() {
    return attribute("mid");
  }

  /** {@code a=msid}, or null. */
  public @Nullable String msid() {
    return attribute("msid");
  }

  /** {@code a=ice-ufrag} of this part, else of the session, or null. */
  public @Nullable String iceUfrag(SessionDescription session) {
    return inherited(session, "ice-ufrag");
  }

  /** {@code a=ice-pwd} of this part, else of the session, or null. */
  public @Nullable String icePwd(SessionDescription session) {
    return inherited(session, "ice-pwd");
  }

  /** Fingerprints of this part, else of the session. */
  public List<Fingerprint> fingerprints(SessionDescription session) {
    List<Fingerprint> own = ownFingerprints();
    return own.isEmpty() ? session.ownFingerprints() : own;
  }

  /** {@code a=setup} of this part, else of the session, or null. */
  public @Nullable SetupRole setup(SessionDescription session) {
    String value = inherited(session, "setup");
    return value == null ? null : SetupRole.parse(value);
  }

  /** Whether RTP and RTCP may share a port (RFC 5761). */
  public boolean rtcpMux() {
    return has("rtcp-mux");
  }

  /** The candidates that can be read. */
  public List<Candidate> candidates() {
    return Views.read(attributeValues("candidate"), Candidate::parse);
  }

  /** Header extensions of this part; those of the session where it has none. */
  public List<Extmap> extmaps(SessionDescription session) {
    List<Extmap> own = Views.read(attributeValues("extmap"), Extmap::parse);
    return own.isEmpty() ? Views.read(session.attributeValues("extmap"), Extmap::parse) : own;
  }

  /** The ssrc lines. */
  public List<SsrcAttribute> ssrcs() {
    return Views.read(attributeValues("ssrc"), SsrcAttribute::parse);
  }

  /** The ssrc-group lines. */
  public List<SsrcGroup> ssrcGroups() {
    return Views.read(attributeValues("ssrc-group"), SsrcGroup::parse);
  }

  /** The rid lines. */
  public List<Rid> rids() {
    return Views.read(attributeValues("rid"), Rid::parse);
  }

  /** The simulcast line, or null. */
  public @Nullable Simulcast simulcast() {
    String value = attribute("simulcast");
    return value == null ? null : Simulcast.parse(value);
  }

  /** All rtcp-fb lines. */
  public List<RtcpFeedback> rtcpFeedbacks() {
    return Views.read(attributeValues("rtcp-fb"), RtcpFeedback::parse);
  }

  /**
   * The RTP payload types of the m-line in its order, each once. One without rtpmap is left out
   * unless RFC 3551 assigns it.
   */
  public List<PayloadFormat> payloads() {
    Map<Integer, RtpMap> rtpMaps = new HashMap<>();
    for (RtpMap map : Views.read(attributeValues("rtpmap"), RtpMap::parse)) {
      rtpMaps.putIfAbsent(map.payloadType(), map);
    }
    Map<Integer, Fmtp> fmtps = fmtps();
    List<RtcpFeedback> feedbacks = rtcpFeedbacks();
    List<PayloadFormat> payloads = new ArrayList<>();
    for (String format : new LinkedHashSet<>(formats)) {
      int type = Tokens.payloadType(format);
      RtpMap written = rtpMaps.get(type);
      RtpMap map = written == null ? RtpMap.ofStatic(type) : written;
      if (map != null) {
        payloads.add(new PayloadFormat(type, map, fmtps.get(type), feedbackOf(type, feedbacks)));
      }
    }
    return payloads;
  }

  private Map<Integer, Fmtp> fmtps() {
    Map<Integer, StringBuilder> texts = new HashMap<>();
    for (Fmtp fmtp : Views.read(attributeValues("fmtp"), Fmtp::parse)) {
      StringBuilder text = texts.computeIfAbsent(fmtp.payloadType(), type -> new StringBuilder());
      boolean open = !text.isEmpty() && text.charAt(text.length() - 1) != ';';
      text.append(open ? ";" : "").append(fmtp.text());
    }
    Map<Integer, Fmtp> fmtps = new HashMap<>();
    texts.forEach((type, text) -> fmtps.put(type, Fmtp.of(type, text.toString())));
    return fmtps;
  }

  private static List<RtcpFeedback> feedbackOf(int type, List<RtcpFeedback> all) {
    List<RtcpFeedback> own = new ArrayList<>();
    for (RtcpFeedback feedback : all) {
      if (feedback.payloadType() == type) {
        own.add(feedback);
      } else if (feedback.payloadType() == RtcpFeedback.ANY) {
        own.add(feedback.withPayloadType(type));
      }
    }
    return own;
  }

  private @Nullable String inherited(SessionDescription session, String name) {
    String own = attribute(name);
    return own == null ? session.attribute(name) : own;
  }

  @Override
  public String toString() {
    return SessionDescription.append(new StringBuilder(), lines).toString();
  }
}
