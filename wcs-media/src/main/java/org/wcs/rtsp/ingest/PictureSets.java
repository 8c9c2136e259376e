package org.wcs.rtsp.ingest;

import org.jspecify.annotations.Nullable;
import org.wcs.packetize.H264Parameters;
import org.wcs.packetize.H265Parameters;
import org.wcs.packetize.InBand;
import org.wcs.packetize.NalSyntax;
import org.wcs.packetize.NalUnits;
import org.wcs.packetize.ParameterSets;
import org.wcs.rtp.RtpHeader;
import org.wcs.unit.Codec;

/**
 * The parameter sets of one track of H.264 or H.265: those of the session description until others
 * come with the pictures. One lane.
 */
final class PictureSets {

  private static final int STAP_A = 24;
  private static final int AGGREGATION_PACKET = 48;

  private final Codec codec;
  private final NalSyntax syntax;
  private final ParameterSets sets;

  private PictureSets(Codec codec, NalSyntax syntax) {
    this.codec = codec;
    this.syntax = syntax;
    this.sets = new ParameterSets(syntax);
  }

  /**
   * For a codec, or null if it has no parameter sets.
   *
   * @param told those of the description, each behind its length; null if it has none
   */
  static @Nullable PictureSets of(Codec codec, byte @Nullable [] told) {
    NalSyntax syntax = NalSyntax.of(codec);
    if (syntax == null) {
      return null;
    }
    PictureSets made = new PictureSets(codec, syntax);
    if (told != null) {
      made.tell(told);
    }
    return made;
  }

  /** Takes what a description says. */
  void tell(byte[] told) {
    for (int at = NalUnits.first(told); at >= 0; at = NalUnits.next(told, at)) {
      sets.note(told, at, NalUnits.length(told, at));
    }
  }

  /** Takes what a payload has; tells whether it has any. Never throws, whatever the bytes. */
  boolean overhear(byte[] wire, int offset, int length) {
    if (length <= syntax.headerBytes()) {
      return false;
    }
    if (InBand.startCodes(codec, wire, offset, length)) {
      return overhearCoded(wire, offset, length);
    }
    int type = syntax.type(wire[offset]);
    if (syntax.parameterSet(type)) {
      sets.note(wire, offset, length);
      return true;
    }
    boolean several = type == (syntax == NalSyntax.H264 ? STAP_A : AGGREGATION_PACKET);
    return several && overhearAll(wire, offset + syntax.headerBytes(), offset + length);
  }

  private boolean overhearAll(byte[] wire, int from, int end) {
    boolean any = false;
    int at = from;
    while (at + 2 < end) {
      int length = RtpHeader.readShort(wire, at);
      if (length == 0 || length > end - at - 2) {
        return any;
      }
      if (syntax.parameterSet(syntax.type(wire[at + 2]))) {
        sets.note(wire, at + 2, length);
        any = true;
      }
      at += 2 + length;
    }
    return any;
  }

  /** Of a payload with start codes in it; the first unit may stand before them. */
  private boolean overhearCoded(byte[] wire, int offset, int length) {
    byte[] stream = new byte[length + 3];
    stream[2] = 1;
    System.arraycopy(wire, offset, stream, 3, length);
    byte[] units = NalUnits.ofAnnexB(stream, 0, stream.length);
    boolean any = false;
    for (int at = NalUnits.first(units); at >= 0; at = NalUnits.next(units, at)) {
      if (syntax.parameterSet(syntax.type(units[at]))) {
        sets.note(units, at, NalUnits.length(units, at));
        any = true;
      }
    }
    return any;
  }

  /** Whether there is what decoding takes. */
  boolean complete() {
    return sets.complete();
  }

  /** All, each behind its length. */
  byte[] all() {
    return sets.all();
  }

  /** Whether the sets say that pictures are shown in another order than they come in. */
  boolean reordered() {
    return switch (syntax) {
      case H264 -> {
        H264Parameters read = H264Parameters.of(sets.all());
        yield read != null && read.reorderFrames() > 0;
      }
      case H265 -> {
        H265Parameters read = H265Parameters.of(sets.all());
        yield read != null && read.reorderPictures() > 0;
      }
    };
  }

  /** The codec as the sets have it. */
  Codec exact(Codec told) {
    return switch (told) {
      case Codec.H264 h264 -> {
        H264Parameters read = H264Parameters.of(sets.all());
        yield read == null ? told : new Codec.H264(read.profileLevelId(), h264.packetizationMode());
      }
      case Codec.H265 _ -> {
        H265Parameters read = H265Parameters.of(sets.all());
        yield read == null
            ? told
            : new Codec.H265(read.profile().id(), read.profile().tier(), read.profile().level());
      }
      case Codec.Video other -> other;
      case Codec.Audio other -> other;
    };
  }
}
