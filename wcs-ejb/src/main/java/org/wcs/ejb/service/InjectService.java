package org.wcs.ejb.service;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamHub;
import org.wcs.stream.StreamName;

/**
 * Streams whose viewers see the content of another one. A stream has one such content at a time,
 * one content may be that of many streams, and none comes back to itself. Any thread; nothing
 * blocks.
 */
public final class InjectService {

  private static final Logger LOG = System.getLogger(InjectService.class.getName());

  private final StreamHub hub;
  private final InjectGateway gateway;
  private final Function<String, Optional<String>> madeOf;
  private final Map<String, Running> running = new LinkedHashMap<>(); // under this

  /**
   * Makes the service.
   *
   * @param madeOf the stream of which one of that name is made, if it is
   */
  public InjectService(
      StreamHub hub, InjectGateway gateway, Function<String, Optional<String>> madeOf) {
    this.hub = hub;
    this.gateway = gateway;
    this.madeOf = madeOf;
  }

  /**
   * Has the viewers of a stream see another one, from its next key frame on.
   *
   * @param localName the stream whose viewers they are
   * @param remoteName the stream they see
   * @throws RequestRefusedException {@code MALFORMED} without a name, with other codecs, or if the
   *     content would come back to itself; {@code NOT_FOUND} without such streams; {@code CONFLICT}
   *     if the viewers see another one already
   */
  public void startup(@Nullable String localName, @Nullable String remoteName)
      throws RequestRefusedException {
    String local = named(localName, "localStreamName");
    String remote = named(remoteName, "remoteStreamName");
    MediaStream target = live(local);
    MediaStream source = live(remote);
    Running mine = new Running(target, remote);
    synchronized (this) {
      if (reaches(remote, local)) {
        throw new RequestRefusedException(
            Kind.MALFORMED, "The content would come back to its own stream");
      }
      if (running.putIfAbsent(local, mine) != null) {
        throw new RequestRefusedException(Kind.CONFLICT, "Already in use");
      }
    }
    try {
      mine.started(gateway.start(target, source, () -> over(mine)));
    } catch (RequestRefusedException refused) {
      forget(mine);
      throw refused;
    }
    LOG.log(Level.INFO, "{0} shows {1}", StreamName.shown(local), StreamName.shown(remote));
  }

  /** What goes on, by name. */
  public synchronized List<InjectStatus> findAll() {
    return running.values().stream()
        .map(each -> new InjectStatus(each.target.name(), each.source))
        .sorted(Comparator.comparing(InjectStatus::localStreamName))
        .toList();
  }

  /**
   * Has the viewers of a stream see its own content again.
   *
   * @throws RequestRefusedException {@code MALFORMED} without a name, {@code NOT_FOUND} if they do
   *     already
   */
  public void terminate(@Nullable String localName) throws RequestRefusedException {
    String local = named(localName, "localStreamName");
    Running ended;
    synchronized (this) {
      ended = running.remove(local);
    }
    if (ended == null) {
      throw new RequestRefusedException(Kind.NOT_FOUND, "Stream not found");
    }
    ended.stop();
  }

  private void over(Running ended) {
    if (forget(ended)) {
      LOG.log(Level.INFO, "{0} shows itself again", StreamName.shown(ended.target.name()));
    }
  }

  private synchronized boolean forget(Running ended) {
    return running.remove(ended.target.name(), ended);
  }

  /** Whether the content of a stream comes, however far, from the other. Under this. */
  private boolean reaches(String from, String goal) {
    Set<String> seen = new HashSet<>();
    Queue<String> open = new ArrayDeque<>(List.of(from));
    for (String name = open.poll(); name != null; name = open.poll()) {
      if (name.equals(goal)) {
        return true;
      }
      if (seen.add(name)) {
        Running shown = running.get(name);
        if (shown != null) {
          open.add(shown.source);
        }
        madeOf.apply(name).ifPresent(open::add);
      }
    }
    return false;
  }

  private MediaStream live(String name) throws RequestRefusedException {
    return hub.find(name)
        .filter(MediaStream::live)
        .orElseThrow(() -> new RequestRefusedException(Kind.NOT_FOUND, "Stream not found"));
  }

  private static String named(@Nullable String name, String field) throws RequestRefusedException {
    if (name == null || name.isBlank()) {
      throw new RequestRefusedException(Kind.MALFORMED, field + " is missing");
    }
    return name;
  }

  /** One that goes on, or is about to. */
  private static final class Running {

    private final MediaStream target;
    private final String source;
    private @Nullable Runnable stop; // under this
    private boolean stopped; // under this

    Running(MediaStream target, String source) {
      this.target = target;
      this.source = source;
    }

    void started(Runnable ending) {
      boolean late;
      synchronized (this) {
        late = stopped;
        stop = ending;
      }
      if (late) {
        ending.run();
      }
    }

    void stop() {
      Runnable ending;
      synchronized (this) {
        stopped = true;
        ending = stop;
      }
      if (ending != null) {
        ending.run();
      }
    }
  }
}
