package org.wcs.fmp4;

import java.util.Arrays;

/**
 * Gathers samples of one track and writes them as one fragment: moof and mdat (ISO/IEC 14496-12
 * section 8.8). One lane.
 *
 * <p>Sample bytes are kept by reference until the fragment is written and must not change.
 */
public final class FragmentWriter {

  private static final int KEY = 0x2000000; // depends on no other sample
  private static final int DELTA = 0x1010000; // depends on others, is not a sync sample
  private static final int DEFAULT_BASE_IS_MOOF = 0x020000;
  private static final int DEFAULT_FLAGS = 0x20;
  private static final int OFFSET_DURATION_SIZE = 0x301;
  private static final int FLAGS_COMPOSITION = 0xC00;
  private static final int FIXED = 128; // all boxes but the entries of trun

  private final int trackId;
  private final boolean video;
  private byte[][] payloads = new byte[32][];
  private int[] durations = new int[32];
  private int[] compositions = new int[32];
  private boolean[] keys = new boolean[32];
  private int count;
  private int octets;
  private long firstDts;
  private int sequence;

  /**
   * Makes a writer whose first fragment has the number 1.
   *
   * @param video whether samples may depend on others and be shown in another order
   */
  public FragmentWriter(int trackId, boolean video) {
    this.trackId = trackId;
    this.video = video;
  }

  /**
   * Adds a sample.
   *
   * @param dts decoding time, ticks; counts only for the first sample
   * @param composition how much later it is shown, ticks
   * @param duration until the next sample is decoded, ticks
   * @param key whether it depends on no other
   */
  public void add(long dts, int composition, int duration, boolean key, byte[] payload) {
    if (count == payloads.length) {
      grow();
    }
    if (count == 0) {
      firstDts = dts;
    }
    payloads[count] = payload;
    durations[count] = duration;
    compositions[count] = composition;
    keys[count] = key;
    count++;
    octets += payload.length;
  }

  private void grow() {
    int capacity = count * 2;
    payloads = Arrays.copyOf(payloads, capacity);
    durations = Arrays.copyOf(durations, capacity);
    compositions = Arrays.copyOf(compositions, capacity);
    keys = Arrays.copyOf(keys, capacity);
  }

  /** How many samples have been added since the last fragment. */
  public int samples() {
    return count;
  }

  /** Whether the first sample depends on no other. */
  public boolean independent() {
    return count > 0 && keys[0];
  }

  /** Writes what has been added; at least one sample. */
  public byte[] finish() {
    if (count == 0) {
      throw new IllegalStateException("a fragment without samples");
    }
    sequence++;
    Boxes out = new Boxes(FIXED + count * (video ? 16 : 8) + octets);
    int moof = out.begin("moof");
    int mfhd = out.beginFull("mfhd", 0, 0);
    out.u32(sequence);
    out.end(mfhd);
    int traf = out.begin("traf");
    int tfhd = out.beginFull("tfhd", 0, DEFAULT_BASE_IS_MOOF | DEFAULT_FLAGS);
    out.u32(trackId).u32(video ? DELTA : KEY);
    out.end(tfhd);
    int tfdt = out.beginFull("tfdt", 1, 0);
    out.u64(firstDts);
    out.end(tfdt);
    int offsetAt = trun(out);
    out.end(traf);
    out.end(moof);
    out.set32(offsetAt, out.length() + 8L);
    int mdat = out.begin("mdat");
    for (int i = 0; i < count; i++) {
      out.put(payloads[i]);
    }
    out.end(mdat);
    Arrays.fill(payloads, 0, count, null);
    count = 0;
    octets = 0;
    return out.take();
  }

  /** Where the data offset is to be filled in. */
  private int trun(Boxes out) {
    int trun = out.beginFull("trun", 1, OFFSET_DURATION_SIZE | (video ? FLAGS_COMPOSITION : 0));
    out.u32(count);
    int offsetAt = out.length();
    out.u32(0);
    for (int i = 0; i < count; i++) {
      out.u32(durations[i]).u32(payloads[i].length);
      if (video) {
        out.u32(keys[i] ? KEY : DELTA).u32(compositions[i]);
      }
    }
    out.end(trun);
    return offsetAt;
  }
}
