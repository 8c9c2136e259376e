package org.wcs.stream;

import org.wcs.unit.MediaUnit;

/**
 * Makes units of one feed out of the units of another. It lives as long as somebody reads the
 * result and is called on the lane of the feed it reads, from its making to {@link #close}.
 *
 * @param <I> what comes in
 * @param <O> what goes out
 */
public interface Transform<I extends MediaUnit, O extends MediaUnit> {

  /** Takes one unit and emits what can be made of it by now: nothing, one or many. */
  void apply(I unit, Output<O> out);

  /** Units were lost before the next one, which is a resync point. */
  default void lost(int units, Output<O> out) {}

  /** A reader of the result asks for something; true if that is settled here. */
  default boolean feedback(Feedback wish, Output<O> out) {
    return false;
  }

  /** Nobody reads any more. */
  default void close() {}

  /** Where a transform puts what it makes. */
  interface Output<O extends MediaUnit> {

    /** Publishes to the readers of the result. */
    void emit(O unit);

    /** Asks the source. */
    void ask(Feedback wish);
  }
}
