package org.wcs.ejb.policy;

/**
 * The built-in application: allows everything and sends data back to its sender. Applications that
 * expect answers of a certain form get a refusal instead of an echo they would stumble over.
 */
public final class EchoApp implements AppPolicy {

  private static final String ROOM_APP = "roomApp";

  @Override
  public Verdict connect(Client client) {
    return Verdict.ALLOWED;
  }

  @Override
  public Verdict publish(Client client, String streamName) {
    return Verdict.ALLOWED;
  }

  @Override
  public Verdict play(Client client, String streamName) {
    return Verdict.ALLOWED;
  }

  @Override
  public DataAnswer data(Client client, String payloadJson) {
    if (ROOM_APP.equals(client.appKey())) {
      return new DataAnswer(Verdict.refused("Rooms are not available"), null);
    }
    return new DataAnswer(Verdict.ALLOWED, payloadJson);
  }
}
