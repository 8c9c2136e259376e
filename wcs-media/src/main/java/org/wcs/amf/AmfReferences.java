package org.wcs.amf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one message that later ones may refer to by number. One thread. */
final class AmfReferences {
  private record Known(AmfValue value, int weight, int height) {}

  private final AmfBudget budget;
  private final List<@Nullable Known> known = new ArrayList<>();

  AmfReferences(AmfBudget budget) {
    this.budget = budget;
  }

  /** How the content of a value is read. */
  interface Content {
    AmfValue read() throws AmfException;
  }

  /** Numbers the value before its content is read, as both formats do. */
  AmfValue define(Content content) throws AmfException {
    int number = known.size();
    known.add(null);
    int before = budget.values();
    int former = budget.restartDeepest();
    AmfValue value = content.read();
    known.set(
        number, new Known(value, budget.values() - before, budget.deepest() - budget.depth()));
    budget.widen(former);
    return value;
  }

  AmfValue get(int number, AmfInput input) throws AmfException {
    if (number >= known.size()) {
      throw input.malformed("reference to value " + number + " of " + known.size());
    }
    Known one = known.get(number);
    if (one == null) {
      throw input.malformed("circular reference");
    }
    budget.again(one.weight(), one.height(), input);
    return one.value();
  }
}
