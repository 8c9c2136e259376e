package org.wcs.hls;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.fmp4.Mp4Track;
import org.wcs.fmp4.SampleEntry;
import org.wcs.packetize.NalSyntax;
import org.wcs.unit.Codec;

/**
 * Segments in fMP4, pictures and sound each in their own as CMAF wants it, with the same numbers.
 * On the lane of the origin.
 */
final class CmafPackager implements Packager {

  private static final int VIDEO_RATE = 90_000;

  private final CmafTrack video;
  private final CmafTrack audio;
  private List<MediaPlaylist> playlists;
  private boolean expected;
  private long startNanos;

  CmafPackager(CmafTrack video, CmafTrack audio) {
    this.video = video;
    this.audio = audio;
    this.playlists = List.of(video.playlist(), audio.playlist());
  }

  /** The first word counts: players cannot follow when playlists come and go. */
  @Override
  public void expect(boolean pictures, boolean sound) {
    if (expected) {
      return;
    }
    expected = true;
    List<MediaPlaylist> there = new ArrayList<>();
    if (pictures) {
      there.add(video.playlist());
    }
    if (sound) {
      there.add(audio.playlist());
    }
    playlists = List.copyOf(there);
  }

  @Override
  public List<MediaPlaylist> playlists() {
    return playlists;
  }

  @Override
  public @Nullable String announced(MediaPlaylist playlist) {
    return playlist == video.playlist() ? video.nextPart() : audio.nextPart();
  }

  @Override
  public void begin(SegmentStart start) {
    startNanos = start.nanos();
    VideoFormat format = start.layout().video();
    Codec.Aac aac = start.layout().audio();
    video.begin(start, format == null ? null : pictures(format), format);
    audio.begin(start.alwaysIndependent(), aac == null ? null : sound(aac), null);
  }

  private static Mp4Track pictures(VideoFormat format) {
    byte[] record = format.configuration();
    int width = format.width();
    int height = format.height();
    SampleEntry entry =
        format.syntax() == NalSyntax.H264
            ? SampleEntry.Visual.avc1(record, width, height)
            : SampleEntry.Visual.hvc1(record, width, height);
    return new Mp4Track(1, VIDEO_RATE, entry);
  }

  private static Mp4Track sound(Codec.Aac aac) {
    SampleEntry entry = new SampleEntry.Aac(aac.objectType(), aac.sampleRate(), aac.channels());
    return new Mp4Track(1, aac.sampleRate(), entry);
  }

  @Override
  public void add(Sample sample) {
    (sample.video() ? video : audio).add(sample);
  }

  @Override
  public void end(long nanos) {
    video.end(nanos, nanos - startNanos);
    audio.end(nanos, nanos - startNanos);
  }
}
