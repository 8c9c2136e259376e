package org.wcs.web.health;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.wcs.config.HttpConfig;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;

/**
 * {@code GET /lb}: where a client is to connect, as its {@code lbUrl} expects it. It is always this
 * server, under the name by which it was asked.
 */
@WebServlet("/lb")
public class BalancerServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final JsonProvider JSON = JsonProvider.provider();

  @EJB private transient @Nullable WcsServer server;
  @Inject private transient @Nullable Vitals vitals;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!Injected.of(vitals).told()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    WcsConfig config = Injected.of(server).services().config();
    HttpConfig.Ports ports = config.http().ports();
    byte[] body =
        JSON.createObjectBuilder()
            .add("server", request.getServerName())
            .add("ws", String.valueOf(ports.ws()))
            .add("wss", String.valueOf(ports.wss()))
            .add("flash", String.valueOf(config.rtmp().port()))
            .build()
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
