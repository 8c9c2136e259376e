package org.wcs.web.health;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.stats.Health;

/**
 * {@code GET /health}, {@code /health/live} and {@code /health/ready}: 200, or 503 if all is not
 * well.
 */
@WebServlet({"/health", "/health/live", "/health/ready"})
public class HealthServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final JsonProvider JSON = JsonProvider.provider();

  @Inject private transient @Nullable Vitals vitals;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Vitals here = Injected.of(vitals);
    if (!here.told()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    List<Health.Check> checks = checks(request.getServletPath(), here.now());
    byte[] body = json(checks).toString().getBytes(StandardCharsets.UTF_8);
    response.setStatus(
        Health.up(checks) ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static List<Health.Check> checks(String path, Health health) {
    return switch (path) {
      case "/health/live" -> health.live();
      case "/health/ready" -> health.ready();
      default -> {
        List<Health.Check> all = new ArrayList<>(health.live());
        all.addAll(health.ready());
        yield all;
      }
    };
  }

  /** In the form of MicroProfile Health. */
  private static JsonObject json(List<Health.Check> checks) {
    JsonArrayBuilder list = JSON.createArrayBuilder();
    for (Health.Check check : checks) {
      list.add(
          JSON.createObjectBuilder()
              .add("name", check.name())
              .add("status", word(check.up()))
              .add("data", JSON.createObjectBuilder().add("detail", check.detail())));
    }
    return JSON.createObjectBuilder()
        .add("status", word(Health.up(checks)))
        .add("checks", list)
        .build();
  }

  private static String word(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
