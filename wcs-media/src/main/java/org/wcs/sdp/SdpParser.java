package org.wcs.sdp;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into lines and parts, RFC 8866 section 5; used once. */
final class SdpParser {
  private final SdpLimits limits;
  private final List<SdpLine> session = new ArrayList<>();
  private final List<MediaDescription> media = new ArrayList<>();
  private List<SdpLine> part = session;
  private int number;

  SdpParser(SdpLimits limits) {
    this.limits = limits;
  }

  SessionDescription parse(String text) throws SdpException {
    if (text.length() > limits.maxBytes()) {
      throw new SdpException("longer than " + limits.maxBytes() + " bytes: " + text.length());
    }
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      int stop = end < 0 ? text.length() : end;
      if (stop > start && text.charAt(stop - 1) == '\r') {
        stop--;
      }
      number++;
      line(text.substring(start, stop));
      start = next;
    }
    if (session.isEmpty()) {
      throw new SdpException("empty description");
    }
    endOfPart();
    return new SessionDescription(session, media);
  }

  private void line(String line) throws SdpException {
    if (line.isBlank()) {
      return;
    }
    if (line.length() > limits.maxLine()) {
      throw wrong("longer than " + limits.maxLine());
    }
    char type = line.charAt(0);
    if (line.length() < 2 || line.charAt(1) != '=' || type < 'a' || type > 'z') {
      throw wrong("not of the form type=value");
    }
    if (line.indexOf('\r') >= 0 || line.indexOf('\0') >= 0) {
      throw wrong("holds a CR or NUL");
    }
    SdpLine parsed = new SdpLine(type, line.substring(2));
    if (session.isEmpty() && (type != 'v' || !parsed.value().strip().equals("0"))) {
      throw wrong("the first line must be v=0");
    }
    if (type == 'm') {
      endOfPart();
      part = new ArrayList<>();
    }
    if (part.size() >= limits.maxLinesPerSection()) {
      throw wrong("more than " + limits.maxLinesPerSection() + " lines in one part");
    }
    part.add(parsed);
  }

  private void endOfPart() throws SdpException {
    if (part == session) {
      return;
    }
    if (media.size() >= limits.maxMedia()) {
      throw wrong("more than " + limits.maxMedia() + " media");
    }
    MediaDescription parsed = MediaDescription.of(part);
    if (parsed == null) {
      throw new SdpException("unreadable m-line of media " + media.size());
    }
    media.add(parsed);
  }

  private SdpException wrong(String what) {
    return new SdpException("line " + number + ": " + what);
  }
}
