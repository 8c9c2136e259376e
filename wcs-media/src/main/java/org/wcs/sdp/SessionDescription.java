package org.wcs.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session description, RFC 8866. Immutable, keeps every line in order: {@code
 * parse(text).toString()} is the text with CRLF line ends.
 *
 * <p>Lenient where phones and cameras are sloppy: LF line ends, empty lines, spaces at line ends,
 * absent o=, s= and t= lines, unknown lines and attributes all pass. An attribute that cannot be
 * read is absent from the typed views.
 */
public final class SessionDescription implements SdpSection {
  private final List<SdpLine> lines;
  private final List<Attribute> attributes;
  private final List<MediaDescription> media;

  SessionDescription(List<SdpLine> lines, List<MediaDescription> media) {
    this.lines = List.copyOf(lines);
    this.attributes = attributesOf(lines);
    this.media = List.copyOf(media);
  }

  /** Parses within {@link SdpLimits#DEFAULT}. */
  public static SessionDescription parse(String text) throws SdpException {
    return parse(text, SdpLimits.DEFAULT);
  }

  /** Parses within these limits; the exception is the only one thrown, whatever the text. */
  public static SessionDescription parse(String text, SdpLimits limits) throws SdpException {
    return new SdpParser(limits).parse(text);
  }

  @Override
  public List<SdpLine> lines() {
    return lines;
  }

  @Override
  public List<Attribute> attributes() {
    return attributes;
  }

  /** The media parts in order. */
  public List<MediaDescription> media() {
    return media;
  }

  /** The o-line, or null if it is absent or unreadable. */
  public @Nullable Origin origin() {
    String value = line('o');
    return value == null ? null : Origin.parse(value);
  }

  /** The s-line, or "-". */
  public String name() {
    String value = line('s');
    return value == null || value.isBlank() ? "-" : value.strip();
  }

  /** The group lines. */
  public List<Group> groups() {
    return Views.read(attributeValues("group"), Group::parse);
  }

  /** The first BUNDLE group, or null. */
  public @Nullable Group bundle() {
    for (Group group : groups()) {
      if (group.semantics().equals("BUNDLE")) {
        return group;
      }
    }
    return null;
  }

  /** The media part with this mid, or null. */
  public @Nullable MediaDescription byMid(String mid) {
    for (MediaDescription part : media) {
      if (mid.equals(part.mid())) {
        return part;
      }
    }
    return null;
  }

  /** Whether the writer of this is an ICE-lite agent (RFC 8839 section 5.3). */
  public boolean isIceLite() {
    return has("ice-lite");
  }

  static List<Attribute> attributesOf(List<SdpLine> lines) {
    List<Attribute> attributes = new ArrayList<>();
    for (SdpLine line : lines) {
      if (line.type() == 'a') {
        attributes.add(Attribute.of(line.value()));
      }
    }
    return List.copyOf(attributes);
  }

  static StringBuilder append(StringBuilder text, List<SdpLine> lines) {
    for (SdpLine line : lines) {
      text.append(line.type()).append('=').append(line.value()).append("\r\n");
    }
    return text;
  }

  /** The text, CRLF after every line. */
  @Override
  public String toString() {
    StringBuilder text = append(new StringBuilder(2048), lines);
    media.forEach(part -> append(text, part.lines()));
    return text.toString();
  }
}
