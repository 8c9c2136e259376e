package org.wcs.packetize;

import org.wcs.rtp.RtpHeader;
import org.wcs.unit.RtpPacket;

/**
 * RFC 6184 (modes 0 and 1) and RFC 7798: single units, STAP-A or AP, FU-A or FU. Parameter sets are
 * remembered, and all of them stand before every key frame, whether they came with it or not;
 * delimiters and filler are left out.
 */
final class NalDepacketizer implements PictureFormatReader {
  private static final int FU_A = 28;
  private static final int FU = 49;
  private static final int NO_UNIT = -1;

  private final NalSyntax syntax;
  private final int header;
  private final ParameterSets sets;
  private int reordering;
  private byte[] reorderingOf = {};

  private long ignored;
  private boolean writing; // the second walk
  private byte[] out = {};
  private int at; // how many bytes of units there are so far
  private int setOctets; // how many of them are of parameter sets
  private int fragmented; // where the length of the unit stands that comes in fragments
  private boolean left; // the unit that comes in fragments is left out
  private boolean good;
  private boolean slices;
  private boolean key;

  NalDepacketizer(NalSyntax syntax) {
    this.syntax = syntax;
    this.header = syntax.headerBytes();
    this.sets = new ParameterSets(syntax);
  }

  @Override
  public int examine(RtpPacket[] packets, int count) {
    slices = false;
    key = false;
    writing = false;
    setOctets = 0;
    walk(packets, count, 0);
    if (!good) {
      return BAD;
    }
    if (!slices) {
      return NONE;
    }
    if (key && !sets.complete()) {
      return BAD; // nobody could decode it
    }
    return key ? at - setOctets : at;
  }

  @Override
  public boolean key() {
    return key;
  }

  @Override
  public byte[] assemble(RtpPacket[] packets, int count) {
    byte[] before = key ? sets.all() : new byte[0];
    out = new byte[before.length + at - (key ? setOctets : 0)];
    System.arraycopy(before, 0, out, 0, before.length);
    writing = true;
    walk(packets, count, before.length);
    byte[] made = out;
    out = new byte[0];
    return made;
  }

  @Override
  public void overhear(RtpPacket packet) {
    writing = false;
    begin(0);
    unit(packet);
  }

  @Override
  public long ignored() {
    return ignored;
  }

  /** From the SPS in use; read again only when it is another. */
  @Override
  public int reordering() {
    byte[] all = sets.all();
    if (all != reorderingOf) {
      reorderingOf = all;
      reordering = read(all);
    }
    return reordering;
  }

  private int read(byte[] all) {
    return switch (syntax) {
      case H264 -> {
        H264Parameters parameters = H264Parameters.of(all);
        yield parameters == null ? DecodingTimes.UNTOLD : parameters.reorderFrames();
      }
      case H265 -> {
        H265Parameters parameters = H265Parameters.of(all);
        yield parameters == null ? DecodingTimes.UNTOLD : parameters.reorderPictures();
      }
    };
  }

  private void walk(RtpPacket[] packets, int count, int from) {
    begin(from);
    for (int i = 0; i < count && good; i++) {
      unit(packets[i]);
    }
    good &= fragmented == NO_UNIT && !left; // a unit whose end never came
  }

  private void begin(int from) {
    at = from;
    fragmented = NO_UNIT;
    left = false;
    good = true;
  }

  private void unit(RtpPacket packet) {
    byte[] wire = packet.wire();
    int from = packet.payloadOffset();
    int length = packet.payloadLength();
    if (length <= header) {
      good = length == header; // the end of a sequence is a header alone; nobody misses it
      return;
    }
    if (syntax.startCoded(wire, from, length)) {
      startCoded(wire, from, length);
      return;
    }
    int type = syntax.type(wire[from]);
    boolean fragment = type == (syntax == NalSyntax.H264 ? FU_A : FU);
    if (!fragment && (fragmented != NO_UNIT || left)) {
      good = false;
    } else if (fragment) {
      fragment(wire, from, from + length);
    } else if (syntax.aggregation(type)) {
      aggregation(wire, from + header, from + length);
    } else if (syntax.single(type)) {
      whole(wire, from, length);
    } else if (!writing) {
      ignored++; // of a mode that was not agreed on: STAP-B, MTAP, FU-B, PACI
    }
  }

  /** Units of the byte stream format, as some cameras put them into packets. */
  private void startCoded(byte[] wire, int from, int length) {
    byte[] units = NalUnits.ofPayload(wire, from, length);
    good = fragmented == NO_UNIT && !left;
    for (int i = NalUnits.first(units); i >= 0; i = NalUnits.next(units, i)) {
      whole(units, i, NalUnits.length(units, i));
    }
  }

  private void aggregation(byte[] wire, int from, int end) {
    int next = from;
    while (next < end) {
      int length = next + 2 <= end ? RtpHeader.readShort(wire, next) : 0;
      if (length < header || length > end - next - 2) {
        good = false;
        return;
      }
      whole(wire, next + 2, length);
      next += 2 + length;
    }
  }

  private void whole(byte[] wire, int from, int length) {
    int type = syntax.type(wire[from]);
    boolean set = syntax.parameterSet(type);
    if (syntax.ballast(type) || set && writing && key) {
      return;
    }
    if (set && !writing) {
      sets.note(wire, from, length);
      setOctets += NalUnits.PREFIX_BYTES + length;
    }
    notice(type);
    if (writing) {
      RtpHeader.writeInt(out, at, length);
      System.arraycopy(wire, from, out, at + NalUnits.PREFIX_BYTES, length);
    }
    at += NalUnits.PREFIX_BYTES + length;
  }

  private void notice(int type) {
    slices |= syntax.slice(type);
    key |= syntax.key(type);
  }

  private void fragment(byte[] wire, int from, int end) {
    int flags = wire[from + header];
    boolean starts = (flags & 0x80) != 0;
    boolean ends = (flags & 0x40) != 0;
    int type = syntax == NalSyntax.H264 ? flags & 0x1F : flags & 0x3F;
    boolean open = fragmented != NO_UNIT || left;
    if (starts == open) {
      good = false;
      return;
    }
    if (starts) {
      left = syntax.ballast(type);
      if (!left) {
        start(wire, from, type);
      }
    }
    int body = from + header + 1;
    if (!left) {
      if (writing) {
        System.arraycopy(wire, body, out, at, end - body);
      }
      at += end - body;
    }
    if (ends) {
      finish();
    }
  }

  /** Puts the header of a unit together (RFC 6184 section 5.8, RFC 7798 section 4.4.3). */
  private void start(byte[] wire, int from, int type) {
    notice(type);
    fragmented = at;
    int unit = at + NalUnits.PREFIX_BYTES;
    if (writing && syntax == NalSyntax.H264) {
      out[unit] = (byte) (wire[from] & 0xE0 | type);
    } else if (writing) {
      out[unit] = (byte) (wire[from] & 0x81 | type << 1);
      out[unit + 1] = wire[from + 1];
    }
    at = unit + header;
  }

  private void finish() {
    if (!left && writing) {
      RtpHeader.writeInt(out, fragmented, at - fragmented - NalUnits.PREFIX_BYTES);
    }
    fragmented = NO_UNIT;
    left = false;
  }
}
