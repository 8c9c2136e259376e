package org.wcs.hls;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.mpegts.Adts;
import org.wcs.mpegts.TsProgram;
import org.wcs.mpegts.TsWriter;
import org.wcs.packetize.NalSyntax;
import org.wcs.unit.Codec;

/** Segments in MPEG-TS, pictures and sound in one. On the lane of the origin. */
final class TsPackager implements Packager {

  static final String CONTENT_TYPE = "video/mp2t";

  private static final long VIDEO_RATE = 90_000;

  private final MediaPlaylist playlist;
  private final SegmentFiles files;
  private final FileNames names;
  private @Nullable TsWriter writer;
  private @Nullable Layout layout;
  private long startNanos;
  private long number;

  TsPackager(MediaPlaylist playlist, SegmentFiles files, FileNames names) {
    this.playlist = playlist;
    this.files = files;
    this.names = names;
  }

  @Override
  public List<MediaPlaylist> playlists() {
    return List.of(playlist);
  }

  @Override
  public void expect(boolean pictures, boolean sound) {}

  @Override
  public @Nullable String announced(MediaPlaylist of) {
    return null;
  }

  @Override
  public void begin(SegmentStart start) {
    TsWriter now = writer;
    if (now == null || start.discontinuity() || !start.layout().equals(layout)) {
      layout = start.layout();
      now = new TsWriter(program(start.layout()));
      writer = now;
    }
    now.begin();
    startNanos = start.nanos();
    playlist.begin(start, null);
  }

  private static TsProgram program(Layout layout) {
    VideoFormat video = layout.video();
    TsProgram.Video pictures = null;
    if (video != null) {
      pictures = video.syntax() == NalSyntax.H264 ? TsProgram.Video.H264 : TsProgram.Video.H265;
    }
    return new TsProgram(pictures, adts(layout.audio()));
  }

  /** Band replication is not announced: it is found in the frames. */
  private static @Nullable Adts adts(Codec.@Nullable Aac audio) {
    if (audio == null) {
      return null;
    }
    int core = audio.objectType() > 4 ? 2 : audio.objectType();
    return Adts.carries(core, audio.sampleRate(), audio.channels())
        ? new Adts(core, audio.sampleRate(), audio.channels())
        : null;
  }

  @Override
  public void add(Sample sample) {
    TsWriter now = writer;
    Layout what = layout;
    if (now == null || what == null) {
      return;
    }
    if (sample.video()) {
      now.video(sample.pts(), sample.dts(), sample.key(), sample.payload());
    } else if (what.audio() != null) {
      int rate = what.audio().sampleRate();
      long pts = sample.pts() / rate * VIDEO_RATE + sample.pts() % rate * VIDEO_RATE / rate;
      now.audio(pts, AudioClock.FRAME * VIDEO_RATE / rate, sample.payload());
    }
  }

  @Override
  public void end(long nanos) {
    if (writer == null) {
      return;
    }
    String name = names.name("", number++, ".ts");
    playlist.complete(name, files.store(name, CONTENT_TYPE, writer.finish()), nanos - startNanos);
  }
}
