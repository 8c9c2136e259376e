package org.wcs.web.metrics;

import io.prometheus.client.exporter.common.TextFormat;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Timer;
import org.jspecify.annotations.Nullable;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;

/** {@code GET /metrics} on the metrics port, and on no other. */
@WebServlet("/metrics")
public class MetricsServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final Metadata SCRAPES =
      Metadata.builder()
          .withName("wcs_scrape")
          .withDescription("Time it takes to answer who collects these figures.")
          .withUnit(MetricUnits.SECONDS)
          .build();

  @EJB private transient @Nullable WcsServer server;
  @Inject private transient @Nullable MetricRegistry registry;
  @Inject private transient @Nullable HlsConnections hls;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    WcsServer up = Injected.of(server);
    WcsConfig config = up.services().config();
    if (request.getLocalPort() != config.http().ports().metrics()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    try (Timer.Context timed = Injected.of(registry).timer(SCRAPES).time()) {
      new Scrape(
              TextFormat.chooseContentType(request.getHeader("Accept")),
              Families.of(
                  up.services().status().status(),
                  Injected.of(hls).count(System.currentTimeMillis()),
                  config.operations().monitoring().maxStreams()))
          .write(response);
      timed.stop();
    }
  }
}
