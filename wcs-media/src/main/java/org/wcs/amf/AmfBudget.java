package org.wcs.amf;

/** Counts the values and the depth of one message against its limits. One thread. */
final class AmfBudget {
  private final AmfLimits limits;
  private int values;
  private int depth;
  private int deepest;

  AmfBudget(AmfLimits limits) {
    this.limits = limits;
  }

  int values() {
    return values;
  }

  int depth() {
    return depth;
  }

  int deepest() {
    return deepest;
  }

  /** Measures from here; the caller gives the former value back to {@link #widen}. */
  int restartDeepest() {
    int former = deepest;
    deepest = depth;
    return former;
  }

  void widen(int former) {
    deepest = Math.max(deepest, former);
  }

  /** A value begins inside of the one that is open. */
  void enter(AmfInput input) throws AmfException {
    spend(1, input);
    depth++;
    reach(depth, input);
  }

  void leave() {
    depth--;
  }

  /** A value that was read before appears again. */
  void again(int weight, int height, AmfInput input) throws AmfException {
    spend(weight, input);
    reach(depth + height, input);
  }

  void spend(int count, AmfInput input) throws AmfException {
    if (count > limits.values() - values) {
      throw input.malformed("more than " + limits.values() + " values");
    }
    values += count;
  }

  private void reach(int level, AmfInput input) throws AmfException {
    if (level > limits.depth()) {
      throw input.malformed("values nested deeper than " + limits.depth());
    }
    deepest = Math.max(deepest, level);
  }
}
