package org.wcs.web.stat;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wcs.config.HttpConfig;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.ejb.stats.StatGroup;
import org.wcs.ejb.stats.Statistics;
import org.wcs.web.metrics.Families;
import org.wcs.web.metrics.HlsConnections;
import org.wcs.web.metrics.Scrape;

/** Answers {@code /?action=stat} and {@code /?action=info} on the ports of the console. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class StatFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @EJB private transient @Nullable WcsServer server;
  @Inject private transient @Nullable HlsConnections hls;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String action = action(request);
    switch (action) {
      case "stat" -> statistics(request, response);
      case "info" -> info(request, response);
      default -> chain.doFilter(request, response);
    }
  }

  /** Empty if none is asked for, or not here. */
  private String action(HttpServletRequest request) {
    if (request.getQueryString() == null
        || !request.getRequestURI().equals("/")
        || !(request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))) {
      return "";
    }
    HttpConfig.Ports ports = up().services().config().http().ports();
    int port = request.getLocalPort();
    String action = request.getParameter("action");
    return action == null || (port != ports.http() && port != ports.https()) ? "" : action;
  }

  private void statistics(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!up().services().config().operations().monitoring().statistics()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    ServerStatus status = up().services().status().status();
    String format = format(request);
    if (format.equals("prometheus") || format.equals("openmetrics")) {
      int most = up().services().config().operations().monitoring().maxStreams();
      Scrape.of(Families.of(status, connections(), most), format.equals("openmetrics"))
          .write(response);
      return;
    }
    List<StatGroup> groups =
        Statistics.only(
            Statistics.of(status, connections()),
            names(request.getParameter("groups")),
            names(request.getParameter("params")));
    answer(response, format, groups);
  }

  private void info(HttpServletRequest request, HttpServletResponse response) throws IOException {
    ServerStatus status = up().services().status().status();
    answer(response, format(request), List.of(Statistics.server(status)));
  }

  private static void answer(HttpServletResponse response, String format, List<StatGroup> groups)
      throws IOException {
    boolean json = format.equals("json");
    String text = json ? StatText.json(groups) : StatText.plain(groups);
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    response.setContentType(json ? "application/json;charset=UTF-8" : "text/plain;charset=UTF-8");
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static String format(HttpServletRequest request) {
    String format = request.getParameter("format");
    return format == null ? "" : format.toLowerCase(Locale.ROOT);
  }

  private static Set<String> names(@Nullable String list) {
    return list == null || list.isBlank() ? Set.of() : Set.of(distinct(list));
  }

  private static String[] distinct(String list) {
    return list.lines()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toArray(String[]::new);
  }

  private int connections() {
    return Injected.of(hls).count(System.currentTimeMillis());
  }

  private WcsServer up() {
    return Injected.of(server);
  }
}
