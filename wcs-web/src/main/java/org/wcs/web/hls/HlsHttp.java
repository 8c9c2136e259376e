package org.wcs.web.hls;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.wcs.hls.HlsRequest;
import org.wcs.hls.HlsResponse;

/**
 * Answers requests for playlists and segments. Any thread; none is held while the core waits.
 *
 * @param origin pages of which origin may read the answers
 * @param source the core
 * @param threads writes answers; may block
 * @param sent counts what was written, in bytes of content
 */
record HlsHttp(
    String origin,
    Function<HlsRequest, CompletionStage<HlsResponse>> source,
    Executor threads,
    LongConsumer sent) {

  /** The core answers well within this; it bounds a request that it has lost. */
  private static final long LOST_MILLIS = 180_000;

  private static final String ALLOWED = "GET, HEAD, OPTIONS";

  void serve(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader(
        "Access-Control-Expose-Headers", "Content-Length, Content-Range, ETag, Date");
    switch (request.getMethod()) {
      case "GET", "HEAD" -> get(request, response);
      case "OPTIONS" -> preflight(response);
      default -> {
        response.setHeader("Allow", ALLOWED);
        response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      }
    }
  }

  private static void preflight(HttpServletResponse response) {
    response.setHeader("Allow", ALLOWED);
    response.setHeader("Access-Control-Allow-Methods", ALLOWED);
    response.setHeader("Access-Control-Allow-Headers", "Range, If-None-Match, Content-Type");
    response.setHeader("Access-Control-Max-Age", "86400");
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private void get(HttpServletRequest request, HttpServletResponse response) {
    HlsRequest wanted =
        HlsRequest.parse(request.getRequestURI(), request.getQueryString(), client(request));
    if (wanted == null) {
      response.setStatus(refusal(request.getRequestURI()));
      return;
    }
    HlsAnswer.Wishes wishes =
        new HlsAnswer.Wishes(
            request.getHeader("Accept-Encoding"),
            request.getHeader("Range"),
            request.getHeader("If-Range"),
            request.getHeader("If-None-Match"));
    AsyncContext async = request.startAsync(request, response);
    async.setTimeout(LOST_MILLIS);
    Reply reply = new Reply(async, response, request.getMethod().equals("HEAD"), sent);
    async.addListener(reply);
    source
        .apply(wanted)
        .whenComplete(
            (answer, failure) -> {
              try {
                threads.execute(() -> reply.send(answer, failure, wishes));
              } catch (RejectedExecutionException stopping) {
                reply.fail();
              }
            });
  }

  /** Paths of other than two parts name nothing; the rest is malformed. */
  private static int refusal(String path) {
    boolean named = path.indexOf('/', 1) > 0 && !path.endsWith("/");
    return named ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_NOT_FOUND;
  }

  /** Tells viewers apart that carry no session in their URLs. */
  private static String client(HttpServletRequest request) {
    String agent = request.getHeader("User-Agent");
    return request.getRemoteAddr() + (agent == null ? "" : " " + agent);
  }
}
