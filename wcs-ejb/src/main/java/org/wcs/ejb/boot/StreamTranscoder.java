package org.wcs.ejb.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wcs.codec.CodecException;
import org.wcs.codec.Overlay;
import org.wcs.ejb.service.MediaFolder;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.ejb.service.TranscoderGateway;
import org.wcs.ejb.service.WatermarkOrder;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Rendition;
import org.wcs.stream.Track;
import org.wcs.stream.Wish;
import org.wcs.transcode.DerivedStream;
import org.wcs.transcode.Tuning;
import org.wcs.unit.Codec;

/** Makes streams of streams by the codecs of this machine. Any thread. */
final class StreamTranscoder implements TranscoderGateway {

  private static final int MOST_BYTES = 8 << 20;

  /** ISO/IEC 14496-3 table 1.18, as far as its encoder goes, in rising order. */
  private static final List<Integer> AAC_RATES =
      List.of(
          8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000, 96_000);

  private static final List<Integer> SPEEX_RATES = List.of(8_000, 16_000, 32_000);

  private final StreamPlane streams;
  private final MediaFolder folder;

  StreamTranscoder(StreamPlane streams, MediaFolder folder) {
    this.streams = streams;
    this.folder = folder;
  }

  @Override
  public Made start(MediaStream source, Plan plan, Ear ear) throws RequestRefusedException {
    Tuning tuning = new Tuning(plan.video().keyFrameInterval(), 0);
    tuning.overlay(overlay(plan.mark()));
    List<Track> tracks = new ArrayList<>();
    Optional<Track> sound = source.track(Codec.Kind.AUDIO);
    if (sound.isPresent()) {
      tracks.add(sound(source, sound.get(), plan.audio()));
    }
    if (source.track(Codec.Kind.VIDEO).isPresent()) {
      Wish wish = new Wish(List.of(plan.video().codec()), true, plan.video().picture());
      tracks.add(made(streams.transcoders().findOwn(source, Codec.Kind.VIDEO, wish, tuning)));
    }
    if (tracks.isEmpty()) {
      throw new RequestRefusedException(Kind.FAILED, EndReason.NO_COMMON_CODECS.text());
    }
    DerivedStream derived =
        DerivedStream.start(
            streams.hub(),
            source,
            new DerivedStream.Order(plan.name(), plan.publisher(), tracks),
            streams.workers().get(),
            ear::ended);
    if (derived == null) {
      throw new RequestRefusedException(Kind.CONFLICT, EndReason.NAME_IN_USE.text());
    }
    return new Running(derived, tuning);
  }

  @Override
  public Mark mark(WatermarkOrder order) throws RequestRefusedException {
    String file = order.file();
    if (file == null || file.isBlank()) {
      throw new RequestRefusedException(Kind.MALFORMED, "watermark is missing");
    }
    byte[] png = folder.read(file, MOST_BYTES);
    try {
      return new Laid(streams.codecs().overlay(png, place(order)));
    } catch (CodecException e) {
      throw new RequestRefusedException(Kind.MALFORMED, "File has wrong format");
    }
  }

  private Track sound(MediaStream source, Track own, @Nullable Audio wanted)
      throws RequestRefusedException {
    if (wanted == null) {
      return own;
    }
    Codec codec = codec(wanted, own.codec());
    Wish wish = Wish.of(codec);
    boolean asItIs = wanted.bitsPerSecond() == 0 && StreamInjector.same(own.codec(), codec);
    return asItIs
        ? own
        : made(
            streams
                .transcoders()
                .findOwn(source, Codec.Kind.AUDIO, wish, new Tuning(0, wanted.bitsPerSecond())));
  }

  private static Track made(Rendition rendition) throws RequestRefusedException {
    return switch (rendition) {
      case Rendition.Ready ready -> ready.track();
      case Rendition.Absent absent ->
          throw new RequestRefusedException(Kind.FAILED, EndReason.NO_COMMON_CODECS.text());
      case Rendition.Impossible impossible ->
          throw new RequestRefusedException(Kind.FAILED, impossible.reason().text());
    };
  }

  /** By its wire name; the channels are those of the source, two at most. */
  private static Codec codec(Audio wanted, Codec own) throws RequestRefusedException {
    int rate = wanted.rate();
    return switch (wanted.codec().toLowerCase(Locale.ROOT)) {
      case "opus" -> new Codec.Opus(true, false);
      case "mpeg4-generic", "aac" -> {
        int usual = own instanceof Codec.Aac aac ? aac.sampleRate() : 48_000;
        yield aac(rate > 0 ? rate : usual);
      }
      case "pcmu", "ulaw" -> new Codec.Pcmu();
      case "pcma", "alaw" -> new Codec.Pcma();
      case "g722" -> new Codec.G722();
      case "speex" -> speex(rate > 0 ? rate : 16_000);
      default ->
          throw new RequestRefusedException(
              Kind.MALFORMED, "audioCodec must be opus, mpeg4-generic, PCMU, PCMA, G722 or speex");
    };
  }

  private static Codec aac(int rate) throws RequestRefusedException {
    if (!AAC_RATES.contains(rate)) {
      throw new RequestRefusedException(Kind.MALFORMED, "audioRate must be one of " + AAC_RATES);
    }
    return new Codec.Aac(2, rate, 2);
  }

  private static Codec speex(int rate) throws RequestRefusedException {
    if (!SPEEX_RATES.contains(rate)) {
      throw new RequestRefusedException(Kind.MALFORMED, "audioRate must be one of " + SPEEX_RATES);
    }
    return new Codec.Speex(rate);
  }

  private static @Nullable Overlay overlay(@Nullable Mark mark) {
    return mark instanceof Laid laid ? laid.overlay() : null;
  }

  private static Overlay.Place place(WatermarkOrder order) throws RequestRefusedException {
    WatermarkOrder.Margins margins = order.margins();
    Integer left = order.x() == null ? margins.left() : order.x();
    Integer top = order.y() == null ? margins.top() : order.y();
    boolean fromRight = left == null && margins.right() != null;
    boolean fromBottom = top == null && margins.bottom() != null;
    try {
      return new Overlay.Place(
          distance(fromRight ? margins.right() : left),
          distance(fromBottom ? margins.bottom() : top),
          fromRight,
          fromBottom);
    } catch (IllegalArgumentException e) {
      throw new RequestRefusedException(Kind.MALFORMED, "The place of the watermark is negative");
    }
  }

  private static int distance(@Nullable Integer pixels) {
    return pixels == null ? 0 : pixels;
  }

  private record Laid(Overlay overlay) implements Mark {}

  private record Running(DerivedStream derived, Tuning tuning) implements Made {

    @Override
    public MediaStream stream() {
      return derived.stream();
    }

    @Override
    public void mark(@Nullable Mark mark) {
      tuning.overlay(overlay(mark));
    }

    @Override
    public void stop(EndReason reason) {
      derived.stop(reason);
    }
  }
}
