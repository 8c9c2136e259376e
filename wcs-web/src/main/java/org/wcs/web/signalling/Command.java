package org.wcs.web.signalling;

import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.ClientSession;
import org.wcs.ejb.service.StreamOrder;

/** What a client said. Sealed on purpose: nothing that is understood may go unanswered. */
sealed interface Command {

  /**
   * {@code connection}: the client introduces itself.
   *
   * @param who what it says of itself
   * @param sip whether it wants to be registered with a SIP server
   */
  record Connection(ClientSession.Introduction who, boolean sip) implements Command {}

  /** {@code ping} or {@code pong}: the client is alive. */
  record Alive() implements Command {}

  /** {@code publishStream}. */
  record Publish(StreamOrder order) implements Command {}

  /** {@code playStream}. */
  record Play(StreamOrder order) implements Command {}

  /** {@code unPublishStream} or {@code stopStream}. */
  record Stop(@Nullable String mediaSessionId, boolean published) implements Command {}

  /** {@code availableStream}. */
  record Available(String mediaSessionId, String name) implements Command {}

  /** {@code sendStreamEvent}. */
  record SendStreamEvent(String mediaSessionId, String type, String payloadJson)
      implements Command {}

  /** {@code sendData}. */
  record SendData(String operationId, String payloadJson) implements Command {}

  /** {@code pushLogs}: lines of the client's own log. */
  record PushLogs(String logs) implements Command {}

  /** {@code snapshot}. */
  record Snapshot(String mediaSessionId, String name) implements Command {}

  /** Something about a telephone call. */
  record Call(String message, String callId) implements Command {}

  /** Something about a room of the conference SDK; it waits for an answer with the same id. */
  record Room(String message, String roomId, String internalMessageId) implements Command {}

  /** {@code connectMediaTransport}: a second socket for media. */
  record MediaSocket() implements Command {}

  /** Needs no answer. */
  record Noted() implements Command {}

  /**
   * Known, but not served.
   *
   * @param event the REST event name under which clients expect the refusal
   */
  record NotServed(String message, String event) implements Command {}

  /** Not known at all. */
  record Unknown(String message) implements Command {}

  /**
   * Not understood.
   *
   * @param info what is wrong with it
   * @param mediaSessionId the stream that waits for an answer, if any
   */
  record Malformed(String info, @Nullable String mediaSessionId) implements Command {}
}
