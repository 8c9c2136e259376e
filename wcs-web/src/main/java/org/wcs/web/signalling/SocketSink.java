package org.wcs.web.signalling;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.wcs.config.SignallingConfig;
import org.wcs.ejb.service.ClientSink;
import org.wcs.ejb.service.Outbox;
import org.wcs.ejb.service.SessionEvent;

/** The way to the client of one WebSocket: everything in order, one frame at a time. Any thread. */
final class SocketSink implements ClientSink {

  private static final Logger LOG = System.getLogger(SocketSink.class.getName());
  private static final long SEND_TIMEOUT_MILLIS = 20_000;
  private static final int MAX_CLOSE_REASON = 100;

  private final Session socket;
  private final RemoteEndpoint.Async remote;
  private final boolean controlPings;
  private final Executor threads;
  private final Outbox<Event> outbox;

  /**
   * Makes the way to a client.
   *
   * @param signalling the kind of pings and how much may wait
   * @param overflow told when the client does not read what it is told
   */
  SocketSink(Session socket, SignallingConfig signalling, Executor threads, Runnable overflow) {
    this.socket = socket;
    this.remote = socket.getAsyncRemote();
    this.remote.setSendTimeout(SEND_TIMEOUT_MILLIS);
    this.controlPings = signalling.keepAlive().ping() == SignallingConfig.Ping.INTERNAL;
    this.threads = threads;
    this.outbox =
        new Outbox<>(
            threads,
            this::send,
            new Outbox.Bounds(
                signalling.session().maxOutboxMessages(),
                signalling.session().maxOutboxCharacters()),
            () -> {
              overflow.run();
              threads.execute(() -> closeSocket("too slow"));
            });
  }

  @Override
  public void tell(SessionEvent event) {
    say(new Event.Told(event));
  }

  /** Says something to the client. */
  void say(Event event) {
    outbox.offer(event, event.size());
  }

  @Override
  public void close(String reason) {
    say(new Event.Bye(reason));
    outbox.close();
  }

  @Override
  public boolean idle() {
    return outbox.idle();
  }

  private void send(Event event, Runnable done) {
    try {
      if (event instanceof Event.Bye(String reason)) {
        done.run();
        closeSocket(reason);
      } else if (controlPings && event instanceof Event.Told(SessionEvent.Ping ping)) {
        remote.sendPing(ByteBuffer.allocate(0));
        done.run();
      } else {
        sendText(event, done);
      }
    } catch (IOException | IllegalStateException e) {
      gone(e);
      done.run();
    }
  }

  private void sendText(Event event, Runnable done) {
    String text = Events.write(event);
    if (text == null) {
      done.run();
      return;
    }
    LOG.log(Level.TRACE, "{0} << {1}", socket.getId(), text);
    remote.sendText(
        text,
        result -> {
          if (!result.isOK()) {
            gone(result.getException());
          }
          done.run();
        });
  }

  private void gone(Throwable why) {
    LOG.log(Level.DEBUG, "a socket cannot be written any more", why);
    outbox.close();
    threads.execute(() -> closeSocket("send failed"));
  }

  private void closeSocket(String reason) {
    outbox.close();
    String shown =
        reason.length() <= MAX_CLOSE_REASON ? reason : reason.substring(0, MAX_CLOSE_REASON);
    try {
      socket.close(new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, shown));
    } catch (IOException | IllegalStateException e) {
      LOG.log(Level.DEBUG, "a socket was closed already", e);
    }
  }
}
