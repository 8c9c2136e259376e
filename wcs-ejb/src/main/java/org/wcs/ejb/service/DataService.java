package org.wcs.ejb.service;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.wcs.ejb.hook.HookAnswer;
import org.wcs.ejb.hook.HookMethod;

/** Data between clients and their application. Any thread. */
public final class DataService {

  private final SessionService sessions;

  /** Makes the service. */
  public DataService(SessionService sessions) {
    this.sessions = sessions;
  }

  /** Hands data of a client to its application and tells the client what became of it. */
  public void send(ClientSession client, String operationId, String payloadJson) {
    client.execute(() -> sendNow(client, operationId, payloadJson));
  }

  /**
   * Pushes data to a client, after everything that goes on with it now.
   *
   * @return false if there is no such session
   */
  public boolean push(String sessionId, String operationId, String payloadJson) {
    return sessions
        .find(sessionId)
        .filter(ClientSession::established)
        .map(
            client -> {
              client.later(() -> pushNow(client, operationId, payloadJson));
              return true;
            })
        .orElse(false);
  }

  private static void sendNow(ClientSession client, String operationId, String payloadJson) {
    JsonObject data =
        Json.createObjectBuilder()
            .add("operationId", operationId)
            .add("payload", StreamNews.value(payloadJson))
            .build();
    switch (client.ask(HookMethod.ON_DATA_EVENT, data)) {
      case HookAnswer.Go(JsonObject object) -> told(client, operationId, true, "");
      case HookAnswer.Refused(int status, String info) -> told(client, operationId, false, info);
    }
  }

  private static void pushNow(ClientSession client, String operationId, String payloadJson) {
    client.tell(new SessionEvent.AppData(operationId, payloadJson));
    report(client, operationId, true, "");
  }

  private static void told(
      ClientSession client, String operationId, boolean accepted, String info) {
    client.tell(new SessionEvent.DataTaken(operationId, accepted, info));
    report(client, operationId, accepted, info);
  }

  private static void report(
      ClientSession client, String operationId, boolean accepted, String info) {
    client.report(
        HookMethod.DATA_STATUS_EVENT,
        Json.createObjectBuilder()
            .add("operationId", operationId)
            .add("status", accepted ? "ACCEPTED" : "FAILED")
            .add("info", info)
            .build());
  }
}
