package org.wcs.ejb.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** A sound of finite length, encoded. Immutable; any thread. */
final class SoundClip {

  private final Codec.Audio codec;
  private final List<byte[]> frames;
  private final long frameTicks;

  private SoundClip(Codec.Audio codec, List<byte[]> frames, long frameTicks) {
    this.codec = codec;
    this.frames = List.copyOf(frames);
    this.frameTicks = frameTicks;
  }

  /** Takes the frames of an encoder, all of one length; null if there are fewer than two. */
  static @Nullable SoundClip of(Codec.Audio codec, List<Frame> encoded) {
    if (encoded.size() < 2) {
      return null;
    }
    long ticks = encoded.get(1).pts() - encoded.get(0).pts();
    List<byte[]> payloads = new ArrayList<>();
    encoded.forEach(frame -> payloads.add(frame.payload()));
    return ticks <= 0 ? null : new SoundClip(codec, payloads, ticks);
  }

  Codec.Audio codec() {
    return codec;
  }

  /** Its length in ticks of its codec. */
  long ticks() {
    return frames.size() * frameTicks;
  }

  /**
   * What is heard in the place of a frame.
   *
   * @param at ticks since its beginning, less than {@link #ticks}
   * @param length bytes of the frame to replace
   */
  byte[] at(long at, int length) {
    return codec instanceof Codec.Pcma || codec instanceof Codec.Pcmu
        ? octets(at, length)
        : frames.get((int) (at / frameTicks));
  }

  /** One octet is one sample, so any length can be had; past the end its last one goes on. */
  private byte[] octets(long at, int length) {
    byte[] octets = new byte[length];
    int size = frames.getFirst().length;
    for (int i = 0; i < length; i++) {
      long index = at + i;
      byte[] frame = frames.get((int) Math.min(frames.size() - 1L, index / size));
      if (index >= (long) frames.size() * size) {
        Arrays.fill(octets, i, length, frame[frame.length - 1]);
        break;
      }
      octets[i] = frame[(int) Math.min(frame.length - 1L, index % size)];
    }
    return octets;
  }
}
