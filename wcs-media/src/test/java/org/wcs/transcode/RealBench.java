package org.wcs.transcode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wcs.codec.AudioDecoder;
import org.wcs.codec.AudioEncoder;
import org.wcs.codec.AudioSettings;
import org.wcs.codec.CodecException;
import org.wcs.codec.Codecs;
import org.wcs.codec.Samples;
import org.wcs.fake.ManualLane;
import org.wcs.packetize.TrackLimits;
import org.wcs.packetize.Tracks;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.Rendition;
import org.wcs.stream.Track;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Transcoders with the machine's codecs, and a stream of one track to feed them. */
final class RealBench {

  static final Codecs CODECS = Codecs.load(Path.of("target", "natives"));

  final ManualLane lane = new ManualLane();
  final ManualLane viewer = new ManualLane();
  final Track source;
  final Transcoders transcoders =
      Transcoders.of(CODECS, new Transcoders.Workers(() -> lane, false), TestConfig.defaults());
  private final MediaStream stream;

  RealBench(Codec codec) {
    source = Tracks.ofFrames(0, codec, lane, wish -> {}, TrackLimits.USUAL);
    stream =
        new MediaStream("a", new Publisher("s", "m", "RTMP"), lane, List.of(source), reason -> {});
  }

  Bench.Viewer watch(Wish wish) {
    Rendition found = transcoders.find(stream, source.codec().kind(), wish);
    if (!(found instanceof Rendition.Ready(Track track, boolean transcoded)) || !transcoded) {
      throw new AssertionError("not made but " + found);
    }
    Bench.Viewer added = new Bench.Viewer(viewer);
    track.frames().subscribe(added);
    settle();
    return added;
  }

  void publish(Frame frame) {
    lane.run(() -> source.publish(frame));
    settle();
  }

  void settle() {
    while (lane.waiting() + viewer.waiting() > 0) {
      lane.drain();
      viewer.drain();
    }
  }

  /** Stops all and frees it. */
  void close() {
    transcoders.close();
    settle();
  }

  /** What comes out at the end of a chain of codecs. */
  static List<Frame> transcoded(List<Frame> frames, Codec from, Codec to) {
    RealBench bench = new RealBench(from);
    Bench.Viewer viewer = bench.watch(Wish.of(to));
    frames.forEach(bench::publish);
    bench.close();
    return viewer.frames;
  }

  static List<Frame> encoded(Samples samples, Codec.Audio codec) throws CodecException {
    List<Frame> frames = new ArrayList<>();
    try (AudioEncoder encoder = CODECS.audioEncoder(codec, AudioSettings.DEFAULT)) {
      encoder.encode(samples, frames::add);
    }
    return frames;
  }

  static List<Samples> decoded(List<Frame> frames, Codec.Audio codec) throws CodecException {
    List<Samples> samples = new ArrayList<>();
    try (AudioDecoder decoder = CODECS.audioDecoder(codec)) {
      for (Frame frame : frames) {
        decoder.decode(frame, samples::add);
      }
    }
    return samples;
  }
}
