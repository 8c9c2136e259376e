package org.wcs.web.rest;

import jakarta.ejb.EJB;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.config.HttpConfig;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.Services;
import org.wcs.ejb.boot.WcsServer;

/**
 * What holds for every call: headers for pages of other sites, the password if one is asked for,
 * and a body that is whole, bounded and in time before a thread is given to it.
 */
@WebFilter(
    urlPatterns = "/rest-api/*",
    asyncSupported = true,
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC})
public class RestFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @EJB private transient @Nullable WcsServer server;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Services services = Injected.of(server).services();
    if (!served(request.getLocalPort(), services.config().http().ports())) {
      chain.doFilter(request, response); // other ports have other tenants
      return;
    }
    byte[] body = BodyIntake.taken(request);
    if (body != null) {
      chain.doFilter(new WholeRequest(request, body), response);
      return;
    }
    headers(services).forEach(response::setHeader);
    if (request.getMethod().equals("OPTIONS")) {
      response.setHeader("Allow", "GET, POST, OPTIONS");
      return;
    }
    if (!new Gate(services).lets(request, response)) {
      return;
    }
    int most = services.config().operations().rest().maxBodyBytes();
    byte[] atHand = new BodyIntake(request, response, most).take();
    if (atHand != null) {
      chain.doFilter(new WholeRequest(request, atHand), response);
    }
  }

  private static boolean served(int port, HttpConfig.Ports ports) {
    return port == ports.http() || port == ports.https();
  }

  private static Map<String, String> headers(Services services) {
    return CrossOrigin.headers(
        services.config().http().accessControl().restOrigin(),
        services.config().operations().rest().headers());
  }
}
