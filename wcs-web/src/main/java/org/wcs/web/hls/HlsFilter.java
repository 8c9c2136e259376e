package org.wcs.web.hls;

import jakarta.ejb.EJB;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.wcs.config.HttpConfig;
import org.wcs.ejb.boot.Services;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.ejb.service.RtmpAddress;
import org.wcs.hls.HlsRequest;
import org.wcs.hls.HlsResponse;

/**
 * Answers everything that comes in on the ports of HLS, and nothing else. A filter, for a stream
 * may have any name: no path of the other ports may stand in its way.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class HlsFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** The core answers well within this; it bounds a request that it has lost. */
  private static final long LOST_MILLIS = 180_000;

  private static final String ALLOWED = "GET, HEAD, OPTIONS";

  @EJB private transient @Nullable WcsServer server;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Services services = services();
    HttpConfig http = services.config().http();
    int port = request.getLocalPort();
    if (port != http.ports().hls() && port != http.ports().hlsHttps()) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Access-Control-Allow-Origin", http.accessControl().hlsOrigin());
    response.setHeader(
        "Access-Control-Expose-Headers", "Content-Length, Content-Range, ETag, Date");
    switch (request.getMethod()) {
      case "GET", "HEAD" -> get(services, request, response);
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

  private static void get(
      Services services, HttpServletRequest request, HttpServletResponse response) {
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
    Reply reply = new Reply(async, response, request.getMethod().equals("HEAD"));
    async.addListener(reply);
    answer(services, wanted)
        .whenComplete(
            (answer, failure) -> {
              try {
                services.threads().execute(() -> reply.send(answer, failure, wishes));
              } catch (RejectedExecutionException stopping) {
                reply.fail();
              }
            });
  }

  /** A stream whose name is a URL is fetched from there when somebody asks for its playlist. */
  private static CompletionStage<HlsResponse> answer(Services services, HlsRequest wanted) {
    String name = wanted.streamName();
    if (!RtmpAddress.isRtmp(name) || !wanted.file().endsWith(".m3u8")) {
      return services.hls().get(wanted);
    }
    // whatever comes of it: the core knows whether there is a stream
    return services
        .remote()
        .pulls()
        .pullForPlay(name)
        .handle((stream, refused) -> wanted)
        .thenCompose(services.hls()::get);
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

  private Services services() {
    if (server == null) {
      throw new IllegalStateException("the container has not injected the server");
    }
    return server.services();
  }
}
