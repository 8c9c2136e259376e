package org.wcs.sdp;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.wcs.packetize.H264Parameters;
import org.wcs.packetize.H265Parameters;
import org.wcs.packetize.NalSyntax;
import org.wcs.packetize.NalUnits;

/** Parameter sets in fmtp lines (RFC 6184 section 8.1, RFC 7798 section 7.1). Stateless. */
final class SdpSprop {
  private static final int MOST_CHARACTERS = 65_536;

  private SdpSprop() {}

  static byte @Nullable [] read(PayloadFormat format) {
    if (format.rtpMap().is("H264")) {
      byte[] units = units(format, "sprop-parameter-sets");
      byte[] sets = join(NalSyntax.H264, units);
      return H264Parameters.of(sets) == null || !complete(NalSyntax.H264, sets) ? null : sets;
    }
    if (format.rtpMap().is("H265") || format.rtpMap().is("HEVC")) {
      byte[] units = units(format, "sprop-vps", "sprop-sps", "sprop-pps");
      byte[] sets = join(NalSyntax.H265, units);
      return H265Parameters.of(sets) == null || !complete(NalSyntax.H265, sets) ? null : sets;
    }
    return null;
  }

  private static boolean complete(NalSyntax syntax, byte[] sets) {
    boolean pps = false;
    for (int at = NalUnits.first(sets); at >= 0; at = NalUnits.next(sets, at)) {
      pps |= syntax.pps(syntax.type(sets[at]));
    }
    return pps && NalUnits.hasSps(syntax, sets);
  }

  /** The units of these parameters in a row, each with a start code. */
  private static byte[] units(PayloadFormat format, String... names) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (String name : names) {
      String text = format.parameter(name);
      if (text == null || text.length() > MOST_CHARACTERS) {
        continue;
      }
      for (String word : text.split(",")) {
        byte[] unit = decode(word);
        stream.writeBytes(new byte[] {0, 0, 0, 1});
        stream.writeBytes(unit);
      }
    }
    return stream.toByteArray();
  }

  /** What cannot be read is empty. Some devices leave the padding away or add spaces. */
  private static byte[] decode(String word) {
    String text = word.replaceAll("[\\s\"]", "");
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '=') {
      end--;
    }
    try {
      return Base64.getDecoder().decode(text.substring(0, end));
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  /**
   * The parameter sets alone, behind lengths: the first of its type first, PPS last. Start codes
   * inside of a parameter are cut at as well, since some devices put them there.
   */
  private static byte[] join(NalSyntax syntax, byte[] stream) {
    byte[] units = NalUnits.ofAnnexB(stream, 0, stream.length);
    ByteArrayOutputStream sets = new ByteArrayOutputStream();
    ByteArrayOutputStream last = new ByteArrayOutputStream();
    for (int at = NalUnits.first(units); at >= 0; at = NalUnits.next(units, at)) {
      int length = NalUnits.length(units, at);
      int type = syntax.type(units[at]);
      if (syntax.parameterSet(type) && length > syntax.headerBytes()) {
        byte[] unit = Arrays.copyOfRange(units, at - NalUnits.PREFIX_BYTES, at + length);
        (syntax.pps(type) ? last : sets).writeBytes(unit);
      }
    }
    sets.writeBytes(last.toByteArray());
    return sets.toByteArray();
  }
}
