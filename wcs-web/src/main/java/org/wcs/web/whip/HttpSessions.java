package org.wcs.web.whip;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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
import org.wcs.ejb.hook.HookAnswer;
import org.wcs.ejb.service.ClientSession;
import org.wcs.ejb.service.Fields;
import org.wcs.ejb.service.SessionEvent;
import org.wcs.ejb.service.StreamOrder;
import org.wcs.ejb.service.Tokens;
import org.wcs.sdp.SdpException;
import org.wcs.sdp.SessionDescription;
import org.wcs.web.signalling.RequestAddresses;

/** The resources that WHIP and WHEP clients have created. Any thread. */
@ApplicationScoped
public class HttpSessions {

  private static final long PATIENCE_SECONDS = 10;
  private static final long LONGEST_SECONDS = 60;

  @EJB private @Nullable WcsServer server;
  private final Map<String, Open> open = new ConcurrentHashMap<>();

  /**
   * Who makes an offer.
   *
   * @param ends of its connection
   * @param agent its software, empty if it does not say
   * @param token what it proves itself by to the application (RFC 6750), null for nothing
   * @param parameters of the URL
   */
  record Visitor(
      RequestAddresses.Ends ends,
      String agent,
      @Nullable String token,
      Map<String, String> parameters) {

    /** As an application sees it. */
    JsonObject connection() {
      JsonObjectBuilder connection =
          Json.createObjectBuilder()
              .add("mediaProviders", Json.createArrayBuilder().add(StreamOrder.WEBRTC))
              .add("clientBrowserVersion", agent)
              .add("custom", custom());
      String appKey = parameters.get("appKey");
      if (appKey != null) {
        connection.add("appKey", appKey);
      }
      return connection.build();
    }

    JsonObject custom() {
      JsonObjectBuilder custom = Json.createObjectBuilder();
      parameters.forEach(custom::add);
      if (token != null) {
        custom.add("token", token);
      }
      return custom.build();
    }
  }

  /** Answers an offer to publish or to play under a name. */
  Outcome start(boolean publishing, String name, String offer, Visitor visitor) {
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
                visitor.ends().remote(),
                visitor.ends().local(),
                http);
    open.put(http.token(), new Open(http, client));
    JsonObject order =
        Json.createObjectBuilder()
            .add("mediaSessionId", http.token())
            .add("name", name)
            .add("mediaProvider", StreamOrder.WEBRTC)
            .add("sdp", offer)
            .add("custom", visitor.custom())
            .build();
    client.execute(
        () -> begin(services, client, visitor, StreamOrder.read(new Fields(order), publishing)));
    return await(http);
  }

  /** On the client's queue. */
  private static void begin(
      Services services, ClientSession client, Visitor visitor, StreamOrder order) {
    ClientSession.Introduction who =
        ClientSession.Introduction.read(new Fields(visitor.connection()));
    HookAnswer answer = services.sessions().establish(client, who);
    if (answer instanceof HookAnswer.Refused(int status, String info)) {
      client.tell(new SessionEvent.Refused("ConnectionStatusEvent", null, info));
    } else if (client.protocol() == ClientSession.Protocol.WHIP) {
      services.streams().publish(client, order);
    } else {
      services.streams().play(client, order);
    }
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
      return http.outcome().get(patienceSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Neither is expected; the answer below is true of both.
    }
    remove(http.token());
    return new Outcome.Refused(Refusals.UNAVAILABLE, "No answer in time");
  }

  /** An application is asked twice: whether the client may come, and whether it may go on. */
  private long patienceSeconds() {
    long asking = services().config().operations().hooks().timeout().toSeconds();
    return PATIENCE_SECONDS + 2 * (asking == 0 ? LONGEST_SECONDS : asking);
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
