package org.wcs.ejb.policy;

import org.jspecify.annotations.Nullable;

/**
 * The application behind an {@code appKey}: it allows or refuses, and may answer data with data.
 * Every method may block for as long as a call to an outside service takes.
 */
public interface AppPolicy {

  /** May this client have a session? */
  Verdict connect(Client client);

  /** May this client publish under the name? */
  Verdict publish(Client client, String streamName);

  /** May this client play the stream? */
  Verdict play(Client client, String streamName);

  /** Takes data that a client sent. */
  DataAnswer data(Client client, String payloadJson);

  /**
   * Who asks.
   *
   * @param sessionId the session
   * @param appKey the application the client named
   * @param address the client's address, for people to read
   * @param customJson what the client gave for the application, as JSON text, if anything
   */
  record Client(String sessionId, String appKey, String address, @Nullable String customJson) {}

  /**
   * What becomes of data.
   *
   * @param verdict whether it was taken
   * @param reply JSON text to push to the sender, if any
   */
  record DataAnswer(Verdict verdict, @Nullable String reply) {}
}
