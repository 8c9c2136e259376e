package org.wcs.flv;

import org.jspecify.annotations.Nullable;
import org.wcs.packetize.Av1C;
import org.wcs.packetize.Av1Parameters;
import org.wcs.packetize.AvcC;
import org.wcs.packetize.H264Parameters;
import org.wcs.packetize.H265Parameters;
import org.wcs.packetize.HvcC;
import org.wcs.packetize.NalSyntax;
import org.wcs.packetize.NalUnits;
import org.wcs.packetize.Obus;
import org.wcs.packetize.Vp9Parameters;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** The pictures of one track. One thread. */
final class VideoTrackReader {
  private static final int TICKS_PER_MILLI = 90;
  private static final byte[] NOTHING = {};
  private static final int START_CODE_BYTES = 3;

  private final int trackId;
  private @Nullable Codec codec;

  private final ParameterSets h264Sets = new ParameterSets(NalSyntax.H264);
  private final ParameterSets h265Sets = new ParameterSets(NalSyntax.H265);
  private byte[] sequenceHeader = NOTHING;
  private int prefixBytes = NalUnits.PREFIX_BYTES;

  VideoTrackReader(int trackId) {
    this.trackId = trackId;
  }

  void read(VideoBody body, long millis, FlvReader.Output output) throws FlvException {
    switch (body) {
      case VideoBody.Config(VideoFormat format, Slice data) -> config(format, data, output);
      case VideoBody.Coded coded -> coded(coded, millis, output);
      case VideoBody.TransportStreamConfig _ -> ignored("video configured as in MPEG-2 TS", output);
      case VideoBody.Other(String what) -> ignored(what, output);
      case VideoBody.End _, VideoBody.Metadata _ -> {}
      case VideoBody.Multitrack _ -> throw new FlvException("a multitrack in a multitrack");
    }
  }

  private static void ignored(String what, FlvReader.Output output) {
    output.ignored(Codec.Kind.VIDEO, what);
  }

  private void config(VideoFormat format, Slice data, FlvReader.Output output) throws FlvException {
    // ffmpeg starts so when its encoder tells the configuration in-band only.
    if (data.length() == 0) {
      ignored("video configuration empty", output);
      return;
    }
    switch (format) {
      case AVC -> {
        AvcC record = AvcC.parse(data.buffer(), data.offset(), data.length());
        if (record == null) {
          throw new FlvException("avcC of " + data.length() + " bytes cannot be read");
        }
        prefixBytes = record.prefixBytes();
        h264Sets.replace(record.parameterSets());
        change(h264(record.parameterSets()), output);
      }
      case HEVC -> {
        HvcC record = HvcC.parse(data.buffer(), data.offset(), data.length());
        if (record == null) {
          throw new FlvException("hvcC of " + data.length() + " bytes cannot be read");
        }
        prefixBytes = record.prefixBytes();
        h265Sets.replace(record.parameterSets());
        change(h265(record.parameterSets()), output);
      }
      case AV1 -> {
        Av1C record = Av1C.parse(data.buffer(), data.offset(), data.length());
        if (record == null) {
          throw new FlvException("av1C of " + data.length() + " bytes cannot be read");
        }
        sequenceHeader = record.obus();
        change(av1(sequenceHeader), output);
      }
      // The first key frame says it all, and writers differ in how they write vpcC.
      case VP8, VP9 -> {}
      case SORENSON_H263, SCREEN, VP6, VP6_ALPHA, SCREEN_2, VVC ->
          ignored("video codec not supported", output);
    }
  }

  private void change(@Nullable Codec found, FlvReader.Output output) {
    if (found != null && !found.equals(codec)) {
      codec = found;
      output.codec(found, trackId);
    }
  }

  private static @Nullable Codec h264(byte[] unit) {
    H264Parameters found = H264Parameters.of(unit);
    return found == null ? null : new Codec.H264(found.profileLevelId(), 1);
  }

  private static @Nullable Codec h265(byte[] unit) {
    H265Parameters found = H265Parameters.of(unit);
    return found == null
        ? null
        : new Codec.H265(found.profile().id(), found.profile().tier(), found.profile().level());
  }

  private static @Nullable Codec av1(byte[] unit) {
    Av1Parameters found = Av1Parameters.of(unit);
    return found == null ? null : new Codec.Av1(found.profile());
  }

  private static @Nullable Codec vp9(byte[] frame) {
    Vp9Parameters found = Vp9Parameters.of(frame);
    return found == null ? null : new Codec.Vp9(found.profile());
  }

  private void coded(VideoBody.Coded body, long millis, FlvReader.Output output)
      throws FlvException {
    if (body.payload().length() == 0) {
      ignored("video body empty", output);
      return;
    }
    switch (body.format()) {
      case AVC -> units(NalSyntax.H264, body, millis, output);
      case HEVC -> units(NalSyntax.H265, body, millis, output);
      case AV1 -> obus(body, millis, output);
      case VP8 -> {
        change(new Codec.Vp8(), output);
        emit(body, body.key(), body.payload().copy(), millis, output);
      }
      case VP9 -> {
        byte[] frame = body.payload().copy();
        change(body.key() ? vp9(frame) : null, output);
        emit(body, body.key(), frame, millis, output);
      }
      case SORENSON_H263, SCREEN, VP6, VP6_ALPHA, SCREEN_2, VVC ->
          ignored("video codec not supported", output);
    }
  }

  private void units(NalSyntax syntax, VideoBody.Coded body, long millis, FlvReader.Output output)
      throws FlvException {
    byte[] unit = NalUnits.withoutBallast(syntax, lengthPrefixed(body.payload()));
    ParameterSets sets = syntax == NalSyntax.H264 ? h264Sets : h265Sets;
    if (sets.merge(unit)) {
      change(syntax == NalSyntax.H264 ? h264(unit) : h265(unit), output);
    }
    if (!hasSlice(syntax, unit)) {
      ignored("video body without a picture", output);
      return;
    }
    boolean key = body.key() || NalUnits.key(syntax, unit);
    byte[] whole = key ? sets.before(unit) : unit;
    emit(body, key, whole, millis, output);
  }

  private static boolean hasSlice(NalSyntax syntax, byte[] unit) {
    for (int at = NalUnits.first(unit); at >= 0; at = NalUnits.next(unit, at)) {
      if (syntax.slice(syntax.type(unit[at]))) {
        return true;
      }
    }
    return false;
  }

  /** Some hardware encoders send start codes where lengths belong. */
  private byte[] lengthPrefixed(Slice payload) throws FlvException {
    byte[] units = NalUnits.of(payload.buffer(), payload.offset(), payload.length(), prefixBytes);
    boolean whole =
        prefixBytes == NalUnits.PREFIX_BYTES ? units.length == payload.length() : units.length > 0;
    if (!whole && startsWithCode(payload)) {
      return NalUnits.ofAnnexB(payload.buffer(), payload.offset(), payload.length());
    }
    if (units.length == 0) {
      throw new FlvException("no NAL unit in " + payload.length() + " bytes");
    }
    return units;
  }

  private static boolean startsWithCode(Slice payload) {
    byte[] buffer = payload.buffer();
    int at = payload.offset();
    int end = at + payload.length();
    int zeros = 0;
    while (at < end && buffer[at] == 0 && zeros < START_CODE_BYTES) {
      at++;
      zeros++;
    }
    return zeros >= START_CODE_BYTES - 1 && at < end && buffer[at] == 1;
  }

  private void obus(VideoBody.Coded body, long millis, FlvReader.Output output) {
    byte[] unit = Obus.withoutDelimiters(Av1Units.sized(body.payload()));
    boolean own = Obus.hasSequenceHeader(unit);
    if (own) {
      change(av1(unit), output);
    } else if (body.key() && sequenceHeader.length > 0) {
      byte[] joined = new byte[sequenceHeader.length + unit.length];
      System.arraycopy(sequenceHeader, 0, joined, 0, sequenceHeader.length);
      System.arraycopy(unit, 0, joined, sequenceHeader.length, unit.length);
      unit = joined;
    }
    emit(body, body.key(), unit, millis, output);
  }

  private void emit(
      VideoBody.Coded body, boolean key, byte[] payload, long millis, FlvReader.Output output) {
    if (codec == null || payload.length == 0) {
      ignored("video before its configuration", output);
      return;
    }
    long pts = ticks(millis + body.compositionTimeMillis(), body.offsetNanos());
    long dts = ticks(millis, body.offsetNanos());
    output.frame(Codec.Kind.VIDEO, trackId, new Frame(pts, Math.min(dts, pts), key, payload));
  }

  private static long ticks(long millis, int offsetNanos) {
    return millis * TICKS_PER_MILLI + offsetNanos * (long) TICKS_PER_MILLI / 1_000_000;
  }
}
