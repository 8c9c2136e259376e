package org.wcs.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a description line by line. Lines go to the session part until {@link #media} opens the
 * first media part, and from then on to the part opened last. Values with a line end or NUL are
 * refused with IllegalArgumentException, so no value can smuggle a line in.
 */
public final class SdpWriter {
  private final List<SdpLine> session = new ArrayList<>();
  private final List<MediaDescription> media = new ArrayList<>();
  private List<SdpLine> part = session;

  private SdpWriter() {}

  /** Starts with v=, o=, s=, t= lines; origin address is a literal. */
  public static SdpWriter start(long sessionId, long sessionVersion, String address) {
    SdpWriter writer = new SdpWriter();
    String family = address.indexOf(':') >= 0 ? "IP6" : "IP4";
    writer.line('v', "0");
    writer.line(
        'o',
        new Origin("-", "" + sessionId, "" + sessionVersion, "IN", family, address).toString());
    writer.line('s', "-");
    return writer.line('t', "0 0");
  }

  /** A writer that holds the lines of this part of another description: to edit and send on. */
  public static SdpWriter copyOf(SdpSection section) {
    SdpWriter writer = new SdpWriter();
    writer.session.addAll(section.lines());
    return writer;
  }

  /** Any line. */
  public SdpWriter line(char type, String value) {
    part.add(new SdpLine(type, value));
    return this;
  }

  /** {@code a=name}. */
  public SdpWriter attribute(String name) {
    return line('a', name);
  }

  /** {@code a=name:value}; the value is any text or typed view. */
  public SdpWriter attribute(String name, Object value) {
    return line('a', name + ":" + value);
  }

  /** Opens a media part. */
  public SdpWriter media(String kind, int port, String protocol, List<String> formats) {
    closePart();
    part = new ArrayList<>();
    return line('m', kind + " " + port + " " + protocol + " " + String.join(" ", formats));
  }

  /** {@code c=}. */
  public SdpWriter connection(Connection connection) {
    return line('c', connection.toString());
  }

  /** {@code b=}, for instance ("AS", 2000). */
  public SdpWriter bandwidth(String type, long value) {
    return line('b', type + ":" + value);
  }

  /** {@code a=group}. */
  public SdpWriter group(Group group) {
    return attribute("group", group);
  }

  /** {@code a=mid}, nothing for null. */
  public SdpWriter mid(@Nullable String mid) {
    return mid == null ? this : attribute("mid", mid);
  }

  /** The direction. */
  public SdpWriter direction(Direction direction) {
    return attribute(direction.attributeName());
  }

  /** {@code a=ice-ufrag} and {@code a=ice-pwd}. */
  public SdpWriter ice(String ufrag, String pwd) {
    return attribute("ice-ufrag", ufrag).attribute("ice-pwd", pwd);
  }

  /** {@code a=fingerprint} and {@code a=setup}. */
  public SdpWriter dtls(Fingerprint fingerprint, SetupRole setup) {
    return attribute("fingerprint", fingerprint).attribute("setup", setup.attributeValue());
  }

  /** {@code a=candidate}. */
  public SdpWriter candidate(Candidate candidate) {
    return attribute("candidate", candidate);
  }

  /** {@code a=extmap}. */
  public SdpWriter extmap(Extmap extmap) {
    return attribute("extmap", extmap);
  }

  /** {@code a=ssrc}. */
  public SdpWriter ssrc(long ssrc, String name, String value) {
    return attribute("ssrc", new SsrcAttribute(ssrc, name, value));
  }

  /**
   * rtpmap, then at once fmtp, then rtcp-fb. The order matters: Flashphoner's WebSDK appends
   * bitrate limits to the line after the rtpmap.
   */
  public SdpWriter payload(PayloadFormat payload) {
    attribute("rtpmap", payload.rtpMap());
    if (payload.fmtp() != null) {
      attribute("fmtp", payload.fmtp());
    }
    payload.feedback().forEach(feedback -> attribute("rtcp-fb", feedback));
    return this;
  }

  /** What was written so far; the writer may go on. */
  public SessionDescription build() {
    List<MediaDescription> all = new ArrayList<>(media);
    if (part != session) {
      all.add(described(part));
    }
    return new SessionDescription(session, all);
  }

  private void closePart() {
    if (part != session) {
      media.add(described(part));
    }
  }

  private static MediaDescription described(List<SdpLine> lines) {
    MediaDescription description = MediaDescription.of(lines);
    if (description == null) {
      throw new IllegalArgumentException("m-line cannot be read: " + lines.get(0));
    }
    return description;
  }
}
