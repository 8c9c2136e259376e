package org.wcs.packetize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.wcs.rtp.RtpHeader;

/**
 * The parameter sets a stream has sent, the newest of each id, to be put before key frames. One
 * lane.
 */
public final class ParameterSets {
  private static final int MOST = 64;
  private static final int MOST_OCTETS = 65_536;

  private final NalSyntax syntax;
  private final List<Entry> entries = new ArrayList<>();
  private byte[] joined = {};

  /** Makes an empty collection. */
  public ParameterSets(NalSyntax syntax) {
    this.syntax = syntax;
  }

  /** Takes a parameter set in place of one of the same type and id. */
  public void note(byte[] buffer, int offset, int length) {
    if (length <= syntax.headerBytes() || length > MOST_OCTETS || known(buffer, offset, length)) {
      return;
    }
    byte[] unit = Arrays.copyOfRange(buffer, offset, offset + length);
    int type = syntax.type(unit[0]);
    long id = id(unit, type);
    entries.removeIf(entry -> entry.type == type && entry.id == id);
    if (entries.size() == MOST) {
      entries.removeLast();
    }
    entries.addFirst(new Entry(type, id, unit));
    entries.sort(Comparator.comparingInt(entry -> rank(entry.type)));
    join();
  }

  /** All, each behind its length: VPS, SPS, PPS; the newest of a type first. */
  public byte[] all() {
    return joined;
  }

  /** Whether there is what decoding takes. */
  public boolean complete() {
    boolean sps = false;
    boolean pps = false;
    for (Entry entry : entries) {
      sps |= syntax.sps(entry.type);
      pps |= syntax.pps(entry.type);
    }
    return sps && pps;
  }

  private boolean known(byte[] buffer, int offset, int length) {
    for (int i = 0; i < entries.size(); i++) {
      byte[] unit = entries.get(i).unit;
      if (Arrays.equals(unit, 0, unit.length, buffer, offset, offset + length)) {
        return true;
      }
    }
    return false;
  }

  private void join() {
    int total = 0;
    for (Entry entry : entries) {
      total += NalUnits.PREFIX_BYTES + entry.unit.length;
    }
    byte[] all = new byte[total];
    int to = 0;
    for (Entry entry : entries) {
      RtpHeader.writeInt(all, to, entry.unit.length);
      System.arraycopy(entry.unit, 0, all, to + NalUnits.PREFIX_BYTES, entry.unit.length);
      to += NalUnits.PREFIX_BYTES + entry.unit.length;
    }
    joined = all;
  }

  /** PPS come last; extensions of an SPS have higher types than PPS in H.264. */
  private int rank(int type) {
    return syntax.pps(type) ? 1_000 : type;
  }

  private long id(byte[] unit, int type) {
    return switch (syntax) {
      case H264 -> {
        boolean profiled = syntax.sps(type) || type == 15; // subset SPS
        yield reader(unit, profiled ? 4 : 1).unsigned();
      }
      case H265 ->
          syntax.sps(type)
              ? spsId(unit)
              : syntax.pps(type) ? reader(unit, 2).unsigned() : reader(unit, 2).bits(4);
    };
  }

  /** ITU-T H.265 section 7.3.2.2: the id stands behind the profiles. */
  private static long spsId(byte[] unit) {
    BitReader bits = reader(unit, 2);
    bits.skip(4);
    int subLayers = bits.bits(3);
    bits.bit();
    H265SpsReader.profile(bits, subLayers);
    return bits.unsigned();
  }

  private static BitReader reader(byte[] unit, int from) {
    return new BitReader(unit, from, unit.length, true);
  }

  private record Entry(int type, long id, byte[] unit) {}
}
