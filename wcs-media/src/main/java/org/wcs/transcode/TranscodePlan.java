package org.wcs.transcode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.config.TranscodeConfig;
import org.wcs.stream.EndReason;
import org.wcs.stream.Picture;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;
import org.wcs.unit.CodecFit;

/** How a wish for a track can be met. Decided from facts alone; any thread. */
public sealed interface TranscodePlan {

  /** The profile that every encoder here makes: Constrained Baseline, level 3.1, no B-frames. */
  int H264_MADE_HERE = 0x42E01F;

  /** The track serves as it is. */
  record PassThrough() implements TranscodePlan {}

  /**
   * The track has to be made anew.
   *
   * @param decode the codec to decode first
   * @param scale whether the picture may get another size
   * @param output what to encode
   */
  record Steps(Codec decode, boolean scale, Output output) implements TranscodePlan {}

  /**
   * There is no way.
   *
   * @param why one sentence for the log
   */
  record Impossible(EndReason reason, String why) implements TranscodePlan {}

  /** Decides. */
  static TranscodePlan decide(
      SourceFacts source, Wish wish, Abilities abilities, TranscodeConfig config) {
    if (passes(source, wish) && !config.disableStreamingProxy()) {
      return new PassThrough();
    }
    return remake(source, wish, abilities, config);
  }

  /** Decides for one who wants the track made anew whatever it is. */
  static TranscodePlan remake(
      SourceFacts source, Wish wish, Abilities abilities, TranscodeConfig config) {
    List<Output> targets = targets(source, wish);
    if (targets.isEmpty()) {
      return new Impossible(
          EndReason.NO_COMMON_CODECS,
          name(source) + " does not fit and none of " + wish.codecs() + " can be made of it");
    }
    if (config.disabled()) {
      return new Impossible(
          EndReason.TRANSCODING_DISABLED, name(source) + " would have to be transcoded");
    }
    if (!abilities.decodes(source.codec())) {
      return new Impossible(
          EndReason.NO_TRANSCODERS, "this machine has no decoder of " + name(source));
    }
    for (Output target : targets) {
      if (abilities.encodes(target.codec())) {
        return new Steps(source.codec(), scales(target.picture()), target);
      }
    }
    return new Impossible(
        EndReason.NO_TRANSCODERS, "this machine has no encoder of any of " + wish.codecs());
  }

  private static boolean passes(SourceFacts source, Wish wish) {
    boolean video = source.codec().kind() == Codec.Kind.VIDEO;
    return wish.codecs().stream().anyMatch(each -> CodecFit.of(source.codec(), each) > 0)
        && (!video || wish.picture().isAsIs())
        && (!video || wish.reordering() || !source.reordered());
  }

  private static boolean scales(Picture picture) {
    return picture.width() > 0 || picture.height() > 0;
  }

  /**
   * What could be made, the best first: the source's own codec, since a viewer that offers it is
   * used to it and more viewers will share it, then as the wish has them.
   */
  private static List<Output> targets(SourceFacts source, Wish wish) {
    List<Output> targets = new ArrayList<>();
    for (Codec wanted : wish.codecs()) {
      Codec target = target(wanted, source.codec());
      if (target != null && target.kind() == source.codec().kind()) {
        boolean video = target.kind() == Codec.Kind.VIDEO;
        boolean own = target.getClass().equals(source.codec().getClass());
        targets.add(
            own ? 0 : targets.size(), new Output(target, video ? wish.picture() : Picture.AS_IS));
      }
    }
    return targets;
  }

  /**
   * What to make for a viewer that takes the codec. Parameters that make no difference to it are
   * made equal, so that more viewers share one encoder.
   */
  private static @Nullable Codec target(Codec wanted, Codec source) {
    return switch (wanted) {
      case Codec.H264 h264 -> {
        Codec made = new Codec.H264(H264_MADE_HERE, 1);
        yield CodecFit.of(made, h264) > 0 ? made : null;
      }
      case Codec.Vp8 vp8 -> vp8;
      case Codec.Opus opus -> new Codec.Opus(channels(source) > 1, false);
      case Codec.Aac aac ->
          new Codec.Aac(2, aac.sampleRate(), Math.min(aac.channels(), channels(source)));
      case Codec.Speex speex -> speex;
      case Codec.Pcmu pcmu -> pcmu;
      case Codec.Pcma pcma -> pcma;
      case Codec.G722 g722 -> g722;
      case Codec.H265 h265 -> null;
      case Codec.Vp9 vp9 -> null;
      case Codec.Av1 av1 -> null;
      case Codec.Mp3 mp3 -> null;
      case Codec.G729 g729 -> null;
      case Codec.G726 g726 -> null;
      case Codec.Jpeg jpeg -> null;
    };
  }

  /** Channels worth encoding: one or two. */
  private static int channels(Codec source) {
    return switch (source) {
      case Codec.Opus opus -> opus.stereo() ? 2 : 1;
      case Codec.Aac aac -> Math.min(2, aac.channels());
      case Codec.Mp3 mp3 -> Math.min(2, mp3.channels());
      case Codec.Speex speex -> 1;
      case Codec.Pcmu pcmu -> 1;
      case Codec.Pcma pcma -> 1;
      case Codec.G722 g722 -> 1;
      case Codec.G726 g726 -> 1;
      case Codec.G729 g729 -> 1;
      case Codec.Video video -> 1;
    };
  }

  private static String name(SourceFacts source) {
    return source.codec().encodingName() + (source.reordered() ? " with B-frames" : "");
  }
}
