package org.wcs.ejb.shell;

import java.util.List;
import org.wcs.ejb.store.App;
import org.wcs.ejb.store.Apps;

/** Who may see and change what of the store. The thread of its session. */
final class Rights {

  private final Caller caller;
  private final Apps apps;

  Rights(Caller caller, Apps apps) {
    this.caller = caller;
    this.apps = apps;
  }

  /** Users are the administrator's. */
  void administers() throws Refusal {
    if (!caller.admin()) {
      throw Refusal.denied("only " + Caller.ADMIN + " may do that");
    }
  }

  /** Everybody may change what is his own. */
  void administersOrIs(String user) throws Refusal {
    if (!caller.user().equals(user)) {
      administers();
    }
  }

  /** Applications that the caller may see. */
  List<App> visible() {
    return apps.all().stream().filter(this::mine).toList();
  }

  /** An application of the caller; another's looks as if there were none. */
  App owned(String name) throws Refusal {
    return apps.byName(name)
        .filter(this::mine)
        .orElseThrow(() -> Refusal.failed("there is no application " + name));
  }

  private boolean mine(App app) {
    return caller.admin() || app.owner().equals(caller.user());
  }
}
