package org.wcs.web.signalling;

import org.wcs.config.SignallingConfig;
import org.wcs.ejb.boot.Services;
import org.wcs.ejb.service.ClientSession;
import org.wcs.ejb.service.TokenBucket;

/**
 * One WebSocket and its session: keeps the client within its limits and hands on what it says.
 * Frames of one socket come one after another.
 */
final class Client {

  /** A burst of so many seconds' worth of messages is let through. */
  private static final int BURST_SECONDS = 2;

  private final ClientSession session;
  private final SocketSink sink;
  private final Services services;
  private final Dispatcher dispatcher;
  private final TokenBucket rate;
  private final int maxText;
  private final SignallingConfig.PerSession perSession;
  private StringBuilder parts = new StringBuilder();
  private int faults;
  private volatile boolean ended;

  Client(ClientSession session, SocketSink sink, Services services) {
    this.session = session;
    this.sink = sink;
    this.services = services;
    SignallingConfig.Limits limits = services.config().signalling().limits();
    this.maxText = limits.maxTextBytes();
    this.perSession = services.config().signalling().session();
    this.dispatcher = new Dispatcher(session, sink, services);
    this.rate =
        new TokenBucket(
            limits.maxMessagesPerSecond(),
            (double) limits.maxMessagesPerSecond() * BURST_SECONDS,
            System.nanoTime());
  }

  /** A part of a text message came in. */
  void text(String part, boolean last) {
    if (ended) {
      return;
    }
    if (parts.length() + part.length() > maxText) {
      parts = new StringBuilder();
      end("Message too large");
      return;
    }
    if (!last) {
      parts.append(part);
      return;
    }
    String frame = parts.isEmpty() ? part : parts.append(part).toString();
    if (!parts.isEmpty()) {
      parts = new StringBuilder();
    }
    text(frame);
  }

  private void text(String frame) {
    if (!admitted()) {
      return;
    }
    Command command = Commands.parse(frame);
    if (command instanceof Command.Malformed && ++faults > perSession.maxMalformed()) {
      end("Too many malformed messages");
      return;
    }
    session.execute(() -> dispatcher.handle(command));
  }

  /** A binary frame came in: of no meaning here, but the client is alive. */
  void binary() {
    admitted();
  }

  /** The client answered a ping control frame. */
  void pong() {
    services.sessions().heard(session);
  }

  /** The socket is gone. */
  void closed() {
    ended = true;
    services.sessions().closed(session);
  }

  private boolean admitted() {
    if (ended) {
      return false;
    }
    services.sessions().heard(session);
    if (!rate.take(1, System.nanoTime()) || session.backlog() > perSession.maxBacklog()) {
      end("Too many messages");
      return false;
    }
    return true;
  }

  private void end(String why) {
    ended = true;
    sink.say(new Event.Fail("ErrorStatusEvent", why, null));
    sink.close(why);
    services.sessions().closed(session);
  }
}
