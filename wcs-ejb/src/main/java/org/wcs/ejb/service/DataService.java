package org.wcs.ejb.service;

import org.wcs.ejb.policy.AppPolicy;

/** Data between clients and their application. Any thread. */
public final class DataService {

  private final SessionService sessions;
  private final AppPolicy policy;

  /** Makes the service. */
  public DataService(SessionService sessions, AppPolicy policy) {
    this.sessions = sessions;
    this.policy = policy;
  }

  /** Hands data of a client to its application and tells the client what became of it. */
  public void send(ClientSession client, String operationId, String payloadJson) {
    client.execute(
        () -> {
          AppPolicy.DataAnswer answer = policy.data(client.client(), payloadJson);
          client.tell(
              new SessionEvent.DataTaken(
                  operationId, answer.verdict().allowed(), answer.verdict().info()));
          String reply = answer.reply();
          if (reply != null) {
            client.tell(new SessionEvent.AppData(operationId, reply));
          }
        });
  }

  /**
   * Pushes data to a client.
   *
   * @return false if there is no such session
   */
  public boolean push(String sessionId, String operationId, String payloadJson) {
    return sessions
        .find(sessionId)
        .filter(ClientSession::established)
        .map(
            client -> {
              client.tell(new SessionEvent.AppData(operationId, payloadJson));
              return true;
            })
        .orElse(false);
  }
}
