package org.wcs.web.hls;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.wcs.hls.HlsBody;
import org.wcs.hls.HlsResponse;

/** The one answer to one request that waits for it. Any thread; the first to answer wins. */
final class Reply implements AsyncListener {

  private static final Logger LOG = System.getLogger(Reply.class.getName());

  private final AsyncContext async;
  private final HttpServletResponse response;
  private final boolean head;
  private final LongConsumer sent;
  private final AtomicBoolean answered = new AtomicBoolean();

  Reply(AsyncContext async, HttpServletResponse response, boolean head, LongConsumer sent) {
    this.async = async;
    this.response = response;
    this.head = head;
    this.sent = sent;
  }

  /** Writes the answer of the core; blocks as long as the client takes it. */
  void send(@Nullable HlsResponse answer, @Nullable Throwable failure, HlsAnswer.Wishes wishes) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    try {
      if (answer == null) {
        LOG.log(Level.ERROR, "bug: HLS has no answer", failure);
        response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      } else {
        write(HlsAnswer.of(answer, wishes));
      }
    } catch (IOException gone) {
      LOG.log(Level.DEBUG, "a client of HLS went away: {0}", gone.toString());
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "bug: an answer of HLS could not be written", bug);
    } finally {
      async.complete();
    }
  }

  /** Answers that nothing can be served now. */
  void fail() {
    if (answered.compareAndSet(false, true)) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      async.complete();
    }
  }

  private void write(HlsAnswer answer) throws IOException {
    HlsBody body = answer.body();
    try {
      response.setStatus(answer.status());
      answer.headers().forEach(response::setHeader);
      if (answer.status() != HttpServletResponse.SC_NOT_MODIFIED) {
        response.setContentLengthLong(answer.content().length());
      }
      if (body != null && !head) {
        BodyWriter.write(body, answer.content(), response.getOutputStream());
        sent.accept(answer.content().length());
      }
    } catch (NoSuchFileException swept) {
      if (!response.isCommitted()) {
        response.resetBuffer();
        HlsAnswer none = HlsAnswer.empty(HttpServletResponse.SC_NOT_FOUND);
        response.setStatus(none.status());
        none.headers().forEach(response::setHeader);
        response.setContentLengthLong(0);
      }
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    fail();
  }

  @Override
  public void onError(AsyncEvent event) {
    fail();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    answered.set(true);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // nobody starts a second wait
  }
}
