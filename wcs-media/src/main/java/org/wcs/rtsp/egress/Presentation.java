package org.wcs.rtsp.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.sdp.PayloadFormat;
import org.wcs.sdp.SdpCodecs;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Track;

/**
 * What one player is offered of a stream. As long as it is open it counts as a viewer, and what is
 * transcoded for it goes on. On the lane it was made on.
 */
public final class Presentation {

  private final Egress egress;
  private final MediaStream stream;
  private final List<Probe> probes;
  private final List<PlayTrack> tracks = new ArrayList<>();
  private final List<Numbering> numberings = new ArrayList<>();
  private final @Nullable EndReason refusal;
  private boolean closed;

  Presentation(
      Egress egress, MediaStream stream, List<Probe> probes, @Nullable EndReason impossible) {
    this.egress = egress;
    this.stream = stream;
    this.probes = List.copyOf(probes);
    for (Probe probe : probes) {
      Numbering numbering = egress.numberings().hold(probe.track());
      numberings.add(numbering);
      tracks.add(offered(tracks.size(), probe, numbering));
    }
    this.refusal = tracks.isEmpty() ? reason(impossible) : null;
  }

  /** The stream it is of. */
  public MediaStream stream() {
    return stream;
  }

  /** What can be set up; pictures first. Empty if there is a {@link #refusal}. */
  public List<PlayTrack> tracks() {
    return List.copyOf(tracks);
  }

  /** Why nothing can be played, null if something can. */
  public @Nullable EndReason refusal() {
    return refusal;
  }

  /**
   * The session description (RFC 8866). Its control attributes are relative.
   *
   * @param local the server's address as the player sees it
   */
  public String sdp(InetAddress local) {
    return SdpText.of(stream, tracks, local);
  }

  /** Lets go of everything. Idempotent. */
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    probes.forEach(Probe::close);
    for (PlayTrack track : tracks) {
      egress.numberings().letGo(track.track());
    }
    stream.detach();
  }

  /** The player reads the tracks itself from now on. */
  void taken() {
    probes.forEach(Probe::close);
  }

  /** The numbering of a track; null if there is none of that id. */
  @Nullable Numbering numbering(int trackId) {
    return trackId >= 0 && trackId < numberings.size() ? numberings.get(trackId) : null;
  }

  private static PlayTrack offered(int id, Probe probe, Numbering numbering) {
    Track track = probe.track();
    PayloadFormat format =
        SdpCodecs.format(track.codec(), numbering.payloadType(), probe.parameterSets());
    return new PlayTrack(id, track, format, numbering.ssrc());
  }

  private static EndReason reason(@Nullable EndReason impossible) {
    return impossible == null ? EndReason.NO_COMMON_CODECS : impossible;
  }
}
