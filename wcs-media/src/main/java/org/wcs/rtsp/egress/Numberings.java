package org.wcs.rtsp.egress;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.wcs.sdp.SdpCodecs;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;

/** The numberings of the tracks that somebody is offered or plays. Any thread. */
final class Numberings {

  private static final int FIRST_DYNAMIC = 96;

  private final RandomGenerator random;
  private final Map<Track, Held> held = new IdentityHashMap<>();

  Numberings(RandomGenerator random) {
    this.random = random;
  }

  /** The numbering of a track, counted as held; {@link #letGo} when done. */
  synchronized Numbering hold(Track track) {
    Held known = held.computeIfAbsent(track, absent -> new Held(fresh(track.codec())));
    known.holders++;
    return known.numbering;
  }

  /** Forgets the numbering when nobody holds it any more. */
  synchronized void letGo(Track track) {
    Held known = held.get(track);
    if (known != null && --known.holders == 0) {
      held.remove(track);
    }
  }

  /** How many there are. */
  synchronized int size() {
    return held.size();
  }

  private Numbering fresh(Codec codec) {
    return new Numbering(
        payloadType(codec), random.nextInt(), random.nextInt(0x10000), random.nextInt());
  }

  private static int payloadType(Codec codec) {
    int fixed = SdpCodecs.staticType(codec);
    return fixed >= 0 ? fixed : FIRST_DYNAMIC + (codec.kind() == Codec.Kind.VIDEO ? 0 : 1);
  }

  private static final class Held {
    final Numbering numbering;
    int holders;

    Held(Numbering numbering) {
      this.numbering = numbering;
    }
  }
}
