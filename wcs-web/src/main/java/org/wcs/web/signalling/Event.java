package org.wcs.web.signalling;

import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.SessionEvent;

/** What the server says to a client over its WebSocket. */
sealed interface Event {

  /** Roughly how many characters it takes. */
  default int size() {
    return 256;
  }

  /** What a service has to say. */
  record Told(SessionEvent event) implements Event {
    @Override
    public int size() {
      return event.size();
    }
  }

  /** {@code getUserData}: the session is established. */
  record UserData(String json) implements Event {
    @Override
    public int size() {
      return json.length();
    }
  }

  /** {@code getVersion}. */
  record Version(String version) implements Event {}

  /**
   * {@code fail}.
   *
   * @param event what failed, by the name of its REST event
   * @param id the stream that fails with it, if any
   */
  record Fail(String event, String info, @Nullable String id) implements Event {}

  /** {@code finish}: a call is over before it began. */
  record CallFailed(String callId) implements Event {}

  /** {@code sfuCallback} with {@code OPERATION_FAILED}. */
  record RoomFailed(String operation, String roomId, String internalMessageId, String info)
      implements Event {}

  /** Nothing follows: the socket is closed. */
  record Bye(String reason) implements Event {}
}
