package org.wcs.ejb.service;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.peer.LinkListener;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.StreamHub;
import org.wcs.stream.StreamName;

/**
 * Streams fetched from other servers by one protocol, for operators who ask for them and for
 * viewers whose stream's name is a URL. Any thread; nothing blocks.
 */
public final class PullService {

  private static final Logger LOG = System.getLogger(PullService.class.getName());

  /** How long a pull that failed is still listed. */
  private static final long FAILED_SHOWN_MILLIS = 30_000;

  private final StreamHub hub;
  private final PullGateway gateway;
  private final Clock clock;
  private final Settings settings;
  private final ConcurrentMap<String, PullAgent> agents = new ConcurrentHashMap<>();

  /**
   * Limits.
   *
   * @param maxPulls most at once
   * @param idleMillis how long a stream that was fetched for its viewers stays without one
   */
  public record Settings(int maxPulls, long idleMillis) {
    /** The usual ones. */
    public static final Settings DEFAULT = new Settings(1_000, 10_000);
  }

  /** Makes the service. */
  public PullService(StreamHub hub, PullGateway gateway, Clock clock, Settings settings) {
    this.hub = hub;
    this.gateway = gateway;
    this.clock = clock;
    this.settings = settings;
  }

  /** Tells whether a stream of this name is meant to be fetched, be the URL well-formed or not. */
  public boolean meant(String name) {
    return gateway.meant(name);
  }

  /** Tells whether the URL names a stream that can be asked for. */
  public boolean wellFormed(String url) {
    return gateway.wellFormed(url);
  }

  /**
   * Fetches a stream until {@link #terminate}; the states tell what comes of it.
   *
   * @param localName its name here; the URL itself if there is none
   * @throws RequestRefusedException if the URL is none, it is fetched already, or the name is taken
   */
  public PullStatus pull(String uri, @Nullable String localName, boolean record)
      throws RequestRefusedException {
    String name = localName == null || localName.isBlank() ? uri : localName;
    if (hub.find(name).isPresent()) {
      throw new RequestRefusedException(Kind.CONFLICT, "Stream name is already in use");
    }
    PullAgent agent = new PullAgent(UUID.randomUUID().toString(), name, uri, record, false);
    PullAgent holder = enter(agent);
    if (!holder.equals(agent)) {
      throw new RequestRefusedException(Kind.CONFLICT, "Already in use");
    }
    return start(agent).status();
  }

  /**
   * The stream of a URL for a viewer: the one fetched already, or fetched now and as long as
   * somebody plays it.
   *
   * @return completes when the stream can be played, or with a {@link RequestRefusedException}
   */
  public CompletionStage<MediaStream> pullForPlay(String url) {
    Optional<MediaStream> published = hub.find(url).filter(MediaStream::live);
    if (published.isPresent()) {
      return CompletableFuture.completedFuture(published.get());
    }
    try {
      PullAgent agent = new PullAgent(UUID.randomUUID().toString(), url, url, false, true);
      PullAgent holder = enter(agent);
      CompletionStage<MediaStream> stream = holder.stream();
      if (holder.equals(agent)) {
        start(agent);
      }
      return stream;
    } catch (RequestRefusedException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  /**
   * Pulls that are going on or failed lately.
   *
   * @param uri only of this source, null for any
   * @param localName only of this name, null for any
   */
  public List<PullStatus> find(@Nullable String uri, @Nullable String localName) {
    sweep();
    return agents.values().stream()
        .map(PullAgent::status)
        .filter(pull -> uri == null || uri.equals(pull.uri()))
        .filter(pull -> localName == null || localName.equals(pull.localName()))
        .toList();
  }

  /**
   * Ends what {@link #find} finds.
   *
   * @throws RequestRefusedException if that is nothing
   */
  public void terminate(@Nullable String uri, @Nullable String localName)
      throws RequestRefusedException {
    if (uri == null && localName == null) {
      throw new RequestRefusedException(Kind.MALFORMED, "uri is missing");
    }
    List<PullStatus> found = find(uri, localName);
    if (found.isEmpty()) {
      throw new RequestRefusedException(Kind.NOT_FOUND, "Agent not found");
    }
    found.forEach(pull -> stop(pull.uri(), EndReason.TERMINATED_BY_REST));
  }

  /** Ends what was fetched for viewers who are gone; about once a second. */
  public void tick() {
    long now = clock.millis();
    sweep();
    for (PullAgent agent : agents.values()) {
      if (agent.onDemand() && agent.restedFor(settings.idleMillis(), now)) {
        stop(agent.uri(), EndReason.STOPPED_BY_USER);
      }
    }
  }

  /** Ends everything. */
  public void closeAll(EndReason reason) {
    agents.keySet().forEach(uri -> stop(uri, reason));
  }

  /** The agent of the URL: this one, or the one there was. */
  private PullAgent enter(PullAgent agent) throws RequestRefusedException {
    sweep();
    if (agents.size() >= settings.maxPulls()) {
      throw new RequestRefusedException(Kind.FAILED, "Too many streams are pulled");
    }
    PullAgent holder = agents.putIfAbsent(agent.uri(), agent);
    if (holder != null && holder.over() && agents.replace(agent.uri(), holder, agent)) {
      return agent;
    }
    return holder == null ? agent : holder;
  }

  private PullAgent start(PullAgent agent) throws RequestRefusedException {
    Publisher publisher = new Publisher(agent.id(), agent.id(), gateway.protocol());
    try {
      if (!gateway.wellFormed(agent.uri())) {
        throw new RequestRefusedException(Kind.MALFORMED, EndReason.BAD_URI.text());
      }
      agent.dialling(
          gateway.pull(
              new PullGateway.PullOrder(
                  agent.uri(), agent.localName(), publisher, !agent.onDemand()),
              new Ear(agent)));
      return agent;
    } catch (RequestRefusedException refused) {
      agents.remove(agent.uri(), agent);
      agent.ended(PullStatus.State.FAILED, String.valueOf(refused.getMessage()), clock.millis());
      throw refused;
    }
  }

  private void stop(String uri, EndReason reason) {
    PullAgent agent = agents.remove(uri);
    if (agent != null) {
      agent.close(reason);
    }
  }

  private void sweep() {
    long now = clock.millis();
    agents.values().removeIf(agent -> agent.over() && agent.restedFor(FAILED_SHOWN_MILLIS, now));
  }

  /** Hears what becomes of one pull. */
  private final class Ear implements LinkListener {
    private final PullAgent agent;

    Ear(PullAgent agent) {
      this.agent = agent;
    }

    @Override
    public void connected() {
      agent.connected();
    }

    @Override
    public void flowing(MediaStream stream) {
      LOG.log(Level.INFO, "{0} pulls {1}", agent.id(), StreamName.shown(agent.localName()));
      agent.flowing(stream);
    }

    @Override
    public void interrupted(String why) {
      LOG.log(
          Level.INFO, "{0} lost {1}: {2}", agent.id(), StreamName.shown(agent.localName()), why);
      agent.interrupted(why);
    }

    @Override
    public void ended(EndReason reason, String why) {
      LOG.log(
          Level.INFO, "{0} ended {1}: {2}", agent.id(), StreamName.shown(agent.localName()), why);
      boolean failed = reason.failure();
      if (!failed || agent.onDemand()) {
        agents.remove(agent.uri(), agent); // only operators look for what has failed
      }
      agent.ended(failed ? PullStatus.State.FAILED : PullStatus.State.STOPPED, why, clock.millis());
    }
  }
}
