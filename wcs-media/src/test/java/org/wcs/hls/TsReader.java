package org.wcs.hls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what the tests need out of transport streams; what is malformed fails the test. */
final class TsReader {

  private static final int VIDEO = 0x100;
  private static final int AUDIO = 0x101;
  private static final long FRAME = 1_920; // of sound at 48 kHz

  private final Map<Integer, List<Long>> times = new HashMap<>();
  private final List<Long> frames = new ArrayList<>();

  /** Reads every segment of a playlist. */
  static TsReader of(HlsStage stage, String playlist) {
    TsReader reader = new TsReader();
    for (String name : HlsStage.names(playlist)) {
      reader.read(stage.octets("/cam/" + name));
    }
    return reader;
  }

  /** Presentation times of all pictures at 90 kHz, in the order of the file. */
  List<Long> videoTimes() {
    return times.getOrDefault(VIDEO, List.of());
  }

  /** Presentation times of all PES packets of sound. */
  List<Long> audioTimes() {
    return times.getOrDefault(AUDIO, List.of());
  }

  /** Presentation times of all frames of sound. */
  List<Long> audioFrames() {
    return frames;
  }

  private void read(byte[] segment) {
    Map<Integer, byte[]> units = new HashMap<>();
    for (int at = 0; at < segment.length; at += 188) {
      if (segment[at] != 0x47) {
        throw new IllegalStateException("no packet at " + at);
      }
      int pid = (segment[at + 1] & 0x1F) << 8 | segment[at + 2] & 0xFF;
      if (pid != VIDEO && pid != AUDIO) {
        continue;
      }
      int skip = (segment[at + 3] & 0x20) == 0 ? 4 : 5 + (segment[at + 4] & 0xFF);
      if ((segment[at + 1] & 0x40) != 0) {
        finish(pid, units.remove(pid));
        units.put(pid, new byte[0]);
      }
      byte[] unit = units.get(pid);
      byte[] more = new byte[unit.length + 188 - skip];
      System.arraycopy(unit, 0, more, 0, unit.length);
      System.arraycopy(segment, at + skip, more, unit.length, 188 - skip);
      units.put(pid, more);
    }
    units.forEach(this::finish);
  }

  private void finish(int pid, byte[] pes) {
    if (pes == null) {
      return;
    }
    long pts =
        (pes[9] & 0x0EL) << 29
            | (pes[10] & 0xFFL) << 22
            | (pes[11] & 0xFEL) << 14
            | (pes[12] & 0xFFL) << 7
            | (pes[13] & 0xFFL) >> 1;
    times.computeIfAbsent(pid, same -> new ArrayList<>()).add(pts);
    if (pid == AUDIO) {
      int at = 9 + pes[8];
      for (long time = pts; at < pes.length; time += FRAME) {
        frames.add(time);
        at += (pes[at + 3] & 3) << 11 | (pes[at + 4] & 0xFF) << 3 | (pes[at + 5] & 0xFF) >> 5;
      }
    }
  }
}
