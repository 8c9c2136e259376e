package org.wcs.web.whip;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.Services;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.ejb.service.ClientSession;
import org.wcs.ejb.service.StreamOrder;
import org.wcs.ejb.service.Tokens;
import org.wcs.sdp.SdpException;
import org.wcs.sdp.SessionDescription;
import org.wcs.web.signalling.RequestAddresses;
import org.wcs.webrtc.PeerRequest;
import org.wcs.webrtc.PeerRequest.TransportChoice;

/** The resources that WHIP and WHEP clients have created. Any thread. */
@ApplicationScoped
public class HttpSessions {

  private static final long PATIENCE_SECONDS = 10;

  @EJB private @Nullable WcsServer server;
  private final Map<String, Open> open = new ConcurrentHashMap<>();

  /** Answers an offer to publish or to play under a name. */
  Outcome start(boolean publishing, String name, String offer, RequestAddresses.Ends ends) {
    Services services = services();
    if (open.size() >= services.config().signalling().limits().maxSessions()) {
      return new Outcome.Refused(Refusals.UNAVAILABLE, "Too many sessions");
    }
    try {
      SessionDescription.parse(offer);
    } catch (SdpException e) {
      return new Outcome.Refused(
          Refusals.BAD_REQUEST, "Malformed session description: " + e.getMessage());
    }
    HttpSession http =
        new HttpSession(Tokens.next(), publishing, name, ended -> remove(ended.token()));
    ClientSession client =
        services
            .sessions()
            .openHttp(
                publishing ? ClientSession.Protocol.WHIP : ClientSession.Protocol.WHEP,
                ends.remote(),
                ends.local(),
                http);
    open.put(http.token(), new Open(http, client));
    StreamOrder order =
        new StreamOrder(
            http.token(),
            name,
            StreamOrder.WEBRTC,
            offer,
            TransportChoice.ANY,
            false,
            PeerRequest.Video.AS_IS,
            StreamOrder.Extras.NONE);
    if (publishing) {
      services.streams().publish(client, order);
    } else {
      services.streams().play(client, order);
    }
    return await(http);
  }

  /** Ends a resource; tells whether there was one. */
  boolean stop(boolean publishing, String name, String token) {
    Open found = open.get(token);
    if (found == null || !found.http().at(publishing, name) || !found.http().delete()) {
      return false;
    }
    services().streams().stop(found.client(), token, publishing);
    return true;
  }

  /** Tells whether there is such a resource. */
  boolean exists(boolean publishing, String name, String token) {
    Open found = open.get(token);
    return found != null && found.http().at(publishing, name);
  }

  /** STUN and TURN servers that clients are told of. */
  List<String> iceServers() {
    return services().config().http().iceServers();
  }

  /** The largest offer taken. */
  int maxOfferBytes() {
    return services().config().signalling().session().maxOfferBytes();
  }

  private Outcome await(HttpSession http) {
    try {
      return http.outcome().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Neither is expected; the answer below is true of both.
    }
    remove(http.token());
    return new Outcome.Refused(Refusals.UNAVAILABLE, "No answer in time");
  }

  private void remove(String token) {
    Open ended = open.remove(token);
    if (ended != null) {
      services().sessions().closed(ended.client());
    }
  }

  private Services services() {
    return Injected.of(server).services();
  }

  private record Open(HttpSession http, ClientSession client) {}
}
