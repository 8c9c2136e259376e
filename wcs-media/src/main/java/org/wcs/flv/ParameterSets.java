package org.wcs.flv;

import java.io.ByteArrayOutputStream;
import org.wcs.packetize.NalSyntax;
import org.wcs.packetize.NalUnits;

/**
 * The parameter sets of a track while some come in its configuration, some with pictures and some
 * alone. One thread.
 */
final class ParameterSets {
  private final NalSyntax syntax;
  private byte[] sets = {};

  ParameterSets(NalSyntax syntax) {
    this.syntax = syntax;
  }

  /** All known ones, each behind a length of four bytes. */
  byte[] bytes() {
    return sets;
  }

  /** Forgets all others. */
  void replace(byte[] known) {
    sets = known;
  }

  /** Takes those of the unit in place of all of the same type; whether there were any. */
  boolean merge(byte[] unit) {
    byte[] fresh = NalUnits.parameterSets(syntax, unit);
    if (fresh.length == 0) {
      return false;
    }
    long types = types(fresh);
    ByteArrayOutputStream merged = new ByteArrayOutputStream(sets.length + fresh.length);
    long all = types | types(sets);
    for (int type = 0; type < Long.SIZE; type++) {
      if ((all >>> type & 1) != 0) {
        copy((types >>> type & 1) != 0 ? fresh : sets, type, merged);
      }
    }
    sets = merged.toByteArray();
    return true;
  }

  private long types(byte[] units) {
    long types = 0;
    for (int at = NalUnits.first(units); at >= 0; at = NalUnits.next(units, at)) {
      types |= 1L << syntax.type(units[at]);
    }
    return types;
  }

  private void copy(byte[] units, int type, ByteArrayOutputStream to) {
    for (int at = NalUnits.first(units); at >= 0; at = NalUnits.next(units, at)) {
      if (syntax.type(units[at]) == type) {
        to.write(
            units, at - NalUnits.PREFIX_BYTES, NalUnits.PREFIX_BYTES + NalUnits.length(units, at));
      }
    }
  }

  /** The key frame with all known sets before its pictures. */
  byte[] before(byte[] unit) {
    long types = types(unit);
    boolean complete = types(sets) == (types & types(sets));
    if (complete) {
      return unit;
    }
    byte[] pictures = NalUnits.withoutParameterSets(syntax, unit);
    byte[] joined = new byte[sets.length + pictures.length];
    System.arraycopy(sets, 0, joined, 0, sets.length);
    System.arraycopy(pictures, 0, joined, sets.length, pictures.length);
    return joined;
  }
}
