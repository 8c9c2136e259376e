package org.wcs.rtsp.ingest;

import org.wcs.sdp.SdpException;
import org.wcs.sdp.SdpLimits;
import org.wcs.sdp.SessionDescription;

/**
 * Reads session descriptions as devices write them: with a NUL at the end, single CRs, lines that
 * are no lines of a description, ports that no port has, or without a beginning. Stateless.
 */
public final class LenientSdp {

  private static final String BEGINNING = "v=0\r\n";

  private LenientSdp() {}

  /** Reads a description; the exception is the only one thrown, whatever the text. */
  public static SessionDescription read(String text, SdpLimits limits) throws SdpException {
    if (text.length() > limits.maxBytes()) {
      throw new SdpException("longer than " + limits.maxBytes() + " bytes: " + text.length());
    }
    StringBuilder clean = new StringBuilder(text.length() + BEGINNING.length()).append(BEGINNING);
    boolean skipping = false; // below an m-line that says nothing
    for (String each : text.replace('\0', '\n').replace('\r', '\n').split("\n")) {
      String line = each.strip();
      boolean readable = line.length() >= 2 && line.charAt(1) == '=' && isType(line.charAt(0));
      if (readable && line.charAt(0) == 'm') {
        line = media(line);
        skipping = line.isEmpty();
      }
      if (readable && !skipping && line.charAt(0) != 'v') {
        clean.append(line).append("\r\n");
      }
    }
    if (clean.length() == BEGINNING.length()) {
      throw new SdpException("no line of a description");
    }
    SdpLimits more =
        new SdpLimits(
            limits.maxBytes() + 2 * text.length() + BEGINNING.length(),
            limits.maxMedia(),
            limits.maxLinesPerSection(),
            limits.maxLine());
    return SessionDescription.parse(clean.toString(), more);
  }

  private static boolean isType(char type) {
    return type >= 'a' && type <= 'z';
  }

  /** The m-line with a port that can be read, for nobody goes by it; empty if nothing helps. */
  private static String media(String line) {
    String[] words = line.substring(2).strip().split("[ \t]+");
    if (words.length < 3) {
      return "";
    }
    words[1] = "0";
    return "m=" + String.join(" ", words);
  }
}
