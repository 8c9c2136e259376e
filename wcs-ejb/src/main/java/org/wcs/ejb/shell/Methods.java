package org.wcs.ejb.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.store.App;

/** Words about the methods of an application. */
final class Methods {

  private Methods() {}

  /** Those that were named, at least one. */
  static List<String> named(@Nullable List<String> methods) throws Refusal {
    if (methods == null || methods.isEmpty()) {
      throw Refusal.failed("name a method, or say --all");
    }
    return methods;
  }

  static String told(App app) {
    int count = app.methods().size();
    return Table.plain(app.name()) + " has " + count + (count == 1 ? " method." : " methods.");
  }
}
