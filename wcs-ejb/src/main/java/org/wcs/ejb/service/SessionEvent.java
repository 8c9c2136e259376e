package org.wcs.ejb.service;

import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.hook.HookMethod;

/**
 * What the services tell a client. Sealed on purpose: every way out must say each of them, or say
 * that it does not.
 */
public sealed interface SessionEvent {

  /** Roughly how many characters this will take on the wire. */
  default int size() {
    return 256;
  }

  /** Are you there? */
  record Ping() implements SessionEvent {}

  /** The answer to an offer. */
  record Answer(String mediaSessionId, String sdp) implements SessionEvent {
    @Override
    public int size() {
      return 256 + sdp.length();
    }
  }

  /**
   * A stream of the client changed its state.
   *
   * @param object what the client is told of it
   */
  record Status(StreamStatus status, JsonObject object) implements SessionEvent {
    /** All that is known. */
    public Status(StreamStatus status) {
      this(status, status.json());
    }

    /** What the client's application leaves of it. */
    static Status of(StreamStatus status, ClientSession client) {
      JsonObject all = status.json();
      JsonObject left = client.forClient(HookMethod.STREAM_STATUS_EVENT, all);
      return new Status(status, left.equals(all) ? all : status.named(left));
    }
  }

  /**
   * Something happened on a stream of the client that leaves its state alone.
   *
   * @param type for example {@code audioMuted}
   * @param payloadJson JSON text, if there is a payload
   */
  record Notice(String mediaSessionId, String type, @Nullable String payloadJson)
      implements SessionEvent {
    @Override
    public int size() {
      return 256 + (payloadJson == null ? 0 : payloadJson.length());
    }
  }

  /**
   * The video of a stream over the last second.
   *
   * @param inbound whether the client publishes it
   */
  record VideoRate(String mediaSessionId, boolean inbound, Figures figures)
      implements SessionEvent {}

  /**
   * Numbers of a video.
   *
   * @param bitsPerSecond over the last second
   * @param framesPerSecond over the last second
   * @param nacks retransmissions asked for since the start
   * @param plis key frames asked for since the start
   * @param lostPackets since the start
   * @param width in pixels, 0 while unknown
   * @param height in pixels, 0 while unknown
   */
  record Figures(
      long bitsPerSecond,
      int framesPerSecond,
      long nacks,
      long plis,
      long lostPackets,
      int width,
      int height) {}

  /** Whether a stream can be played, and why not. */
  record Available(String mediaSessionId, boolean playable, String info) implements SessionEvent {}

  /** What became of data that the client sent. */
  record DataTaken(String operationId, boolean accepted, String info) implements SessionEvent {}

  /** Data for the client. */
  record AppData(String operationId, String payloadJson) implements SessionEvent {
    @Override
    public int size() {
      return 256 + payloadJson.length();
    }
  }

  /**
   * A request was refused.
   *
   * @param event the kind of request, by the name of its REST event
   * @param mediaSessionId the stream that fails with it, if any
   */
  record Refused(String event, @Nullable String mediaSessionId, String info)
      implements SessionEvent {}
}
