package org.wcs.web.hls;

import jakarta.ejb.EJB;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.wcs.config.HttpConfig;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.Services;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.ejb.service.HlsService;
import org.wcs.ejb.service.PullService;
import org.wcs.hls.HlsRequest;
import org.wcs.hls.HlsResponse;
import org.wcs.stream.MediaStream;

/**
 * Answers everything that comes in on the ports of HLS, and nothing else. A filter, for a stream
 * may have any name: no path of the other ports may stand in its way.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class HlsFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @EJB private transient @Nullable WcsServer server;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Services services = services();
    HttpConfig http = services.config().http();
    int port = request.getLocalPort();
    if (port == http.ports().hls() || port == http.ports().hlsHttps()) {
      new HlsHttp(
              http.accessControl().hlsOrigin(),
              wanted -> admit(services, wanted),
              services.threads(),
              services.hls()::sent)
          .serve(request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static CompletionStage<HlsResponse> admit(Services services, HlsRequest wanted) {
    return services
        .hls()
        .allows(wanted)
        .thenCompose(
            allowed ->
                allowed
                    ? answer(services, wanted)
                    : CompletableFuture.completedStage(HlsService.unauthorized()));
  }

  /** A stream whose name is a URL is fetched from there when somebody asks for its playlist. */
  private static CompletionStage<HlsResponse> answer(Services services, HlsRequest wanted) {
    String name = wanted.streamName();
    PullService source = services.remote().source(name);
    if (source == null || !wanted.file().endsWith(".m3u8")) {
      return services.hls().get(wanted);
    }
    // whatever comes of it: the core knows whether there is a stream
    return source
        .pullForPlay(name)
        .handle((stream, refused) -> stream)
        .thenCompose(stream -> held(services, wanted, stream));
  }

  /** Until its playlist is there, nobody but this request plays the stream. */
  private static CompletionStage<HlsResponse> held(
      Services services, HlsRequest wanted, @Nullable MediaStream stream) {
    if (stream == null) {
      return services.hls().get(wanted);
    }
    stream.attach();
    return services.hls().get(wanted).whenComplete((answer, failure) -> stream.detach());
  }

  private Services services() {
    return Injected.of(server).services();
  }
}
