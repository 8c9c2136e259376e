package org.wcs.web.status;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;

/** {@code GET /status}: the state of the server as JSON; 503 as long as no media can flow. */
@WebServlet("/status")
public class StatusServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @EJB private transient @Nullable WcsServer server;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    WcsServer up = Injected.of(server);
    byte[] json = StatusJson.write(up.services()).toString().getBytes(StandardCharsets.UTF_8);
    if (!up.ready()) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }
}
