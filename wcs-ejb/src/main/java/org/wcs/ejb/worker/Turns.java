package org.wcs.ejb.worker;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Turns that lanes have asked for, in two queues: patient lanes give way to the usual ones, but
 * have one turn of eight all the same. Any thread.
 *
 * <p>One lock for both queues: whoever has added a turn finds one, be it another's. With a queue
 * after the other a turn could come into the first one just after it was seen empty.
 */
final class Turns {

  private static final int TURNS_PER_PATIENT_ONE = 8;

  private final Queue<Runnable> usual = new ArrayDeque<>(); // under this
  private final Queue<Runnable> patient = new ArrayDeque<>(); // under this
  private int taken; // under this

  /** What a lane is like. */
  enum Kind {
    /** Its work is short, or others wait for it. */
    USUAL,
    /** Its work is long and may be late. */
    PATIENT
  }

  synchronized void add(Runnable turn, Kind kind) {
    of(kind).add(turn);
  }

  /** Takes one back; false if somebody has it. */
  synchronized boolean remove(Runnable turn, Kind kind) {
    return of(kind).remove(turn);
  }

  /** The next one; null if there is none. */
  synchronized @Nullable Runnable take() {
    taken++;
    boolean patientFirst = taken % TURNS_PER_PATIENT_ONE == 0;
    Runnable turn = (patientFirst ? patient : usual).poll();
    return turn == null ? (patientFirst ? usual : patient).poll() : turn;
  }

  private Queue<Runnable> of(Kind kind) {
    return kind == Kind.USUAL ? usual : patient;
  }
}
