package org.wcs.ejb.hook;

import jakarta.json.JsonObject;

/**
 * A backend that is part of the server: it is called in place of HTTP, with the object that would
 * be sent. Called on threads that may block, in order per session, from many sessions at once. It
 * may tell things to any session, but must not ask: two that ask for each other would wait forever.
 */
@FunctionalInterface
public interface LocalBackend {

  /** Answers as the backend of an application would. */
  Reply answer(HookMethod method, JsonObject object);

  /**
   * An answer.
   *
   * @param status as of HTTP; 200 means yes
   * @param info why not, for the client
   * @param object the body of a yes
   */
  record Reply(int status, String info, JsonObject object) {

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    /** Yes, with this body. */
    public static Reply ok(JsonObject object) {
      return new Reply(OK, "", object);
    }

    /** No, for this reason. */
    public static Reply refused(String info) {
      return new Reply(FORBIDDEN, info, JsonObject.EMPTY_JSON_OBJECT);
    }
  }
}
