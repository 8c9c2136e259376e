package org.wcs.web.rest;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes the body of one request in. What has come with the headers is read at once; for the rest no
 * thread waits: the request is dispatched again when all of it is there, and refused when that
 * takes too long. Callbacks come one at a time.
 */
final class BodyIntake implements ReadListener, AsyncListener {

  private static final String TAKEN = BodyIntake.class.getName();
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(10);
  private static final int STEP = 8_192;

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final int most;
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private boolean over;

  BodyIntake(HttpServletRequest request, HttpServletResponse response, int most) {
    this.request = request;
    this.response = response;
    this.most = most;
  }

  /** The body of a request that is dispatched again; null of one that comes for the first time. */
  static byte @Nullable [] taken(HttpServletRequest request) {
    return request.getAttribute(TAKEN) instanceof byte[] octets ? octets : null;
  }

  /** The body if it is at hand; null if it follows, or the request has been refused. */
  byte @Nullable [] take() throws IOException {
    long length = request.getContentLengthLong();
    boolean chunked = request.getHeader("Transfer-Encoding") != null;
    if (length == 0 || (length < 0 && !chunked && !request.getProtocol().equals("HTTP/2.0"))) {
      return new byte[0];
    }
    if (length > most) {
      refuse(Failure.MALFORMED, tooLarge());
      return null;
    }
    ServletInputStream in = request.getInputStream();
    if (length > 0 && in.available() >= length) {
      return in.readNBytes((int) length);
    }
    AsyncContext follows = request.startAsync(request, response);
    follows.setTimeout(PATIENCE_MILLIS);
    follows.addListener(this);
    in.setReadListener(this);
    return null;
  }

  @Override
  public void onDataAvailable() throws IOException {
    ServletInputStream in = request.getInputStream();
    byte[] step = new byte[STEP];
    while (!over && in.isReady()) {
      int count = in.read(step);
      if (count < 0) {
        return;
      }
      octets.write(step, 0, count);
      if (octets.size() > most) {
        end(Failure.MALFORMED, tooLarge());
      }
    }
  }

  @Override
  public void onAllDataRead() {
    if (!over) {
      over = true;
      request.setAttribute(TAKEN, octets.toByteArray());
      request.getAsyncContext().dispatch();
    }
  }

  @Override
  public void onError(Throwable broken) {
    // the client has gone, or sends more than the listener takes
    if (!over) {
      over = true;
      request.getAsyncContext().complete();
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) throws IOException {
    if (!over) {
      end(Failure.TOO_SLOW, "The body did not come in time");
    }
  }

  @Override
  public void onError(AsyncEvent event) {
    over = true;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    over = true;
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // nothing waits for the call itself
  }

  private String tooLarge() {
    return "The body is larger than " + most + " bytes";
  }

  private void end(Failure failure, String message) throws IOException {
    over = true;
    refuse(failure, message);
    request.getAsyncContext().complete();
  }

  private void refuse(Failure failure, String message) throws IOException {
    response.setHeader("Connection", "close");
    Refusals.send(failure, message, request, response);
  }
}
