package org.wcs.ejb.hook;

import jakarta.json.JsonObject;

/** What becomes of something that was asked. */
public sealed interface HookAnswer {

  /**
   * It goes on.
   *
   * @param object what was asked, with the fields the backend may replace replaced; their types are
   *     the backend's choice, so take them as coming from outside
   */
  record Go(JsonObject object) implements HookAnswer {}

  /**
   * It is refused.
   *
   * @param status of the backend's HTTP answer, 0 if there was none that could be used
   * @param info what to tell the client
   */
  record Refused(int status, String info) implements HookAnswer {}
}
