package org.wcs.ejb.shell;

import jakarta.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wcs.ejb.live.ConnectionSource;
import org.wcs.ejb.live.LiveConnection;
import org.wcs.ejb.live.LiveConnections;
import org.wcs.ejb.live.LiveMedia;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.LiveStreams;
import org.wcs.ejb.live.Numbers;
import org.wcs.ejb.live.StreamFilter;
import org.wcs.ejb.live.StreamSource;
import org.wcs.ejb.service.TranscoderService;
import org.wcs.ejb.stats.Health;
import org.wcs.ejb.stats.StatGroup;
import org.wcs.ejb.store.Database;
import org.wcs.ejb.store.LoginService;
import org.wcs.ejb.store.SeedSettings;
import org.wcs.fake.ManualLane;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.StreamHub;

/** A server without media: what commands see of it, and what they did to it. */
final class World implements StreamSource, ConnectionSource, ServerControl {

  final Database database;
  final StreamHub hub = new StreamHub();
  final ManualLane lane = new ManualLane();
  final List<LiveStream> streams = new ArrayList<>();
  final List<LiveConnection> connections = new ArrayList<>();
  final List<String> done = new ArrayList<>();
  boolean portsOpen = true;
  boolean certificateBroken;
  final Verbs verbs;

  World(Path folder) {
    try {
      database =
          Database.open(
              folder.resolve("database.yml"),
              new SeedSettings(8081, Set.of("connect", "publishStream", "playStream")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    verbs =
        new Verbs(
            new Verbs.Store(database.users(), database.apps()),
            new LiveStreams(hub, List.of(this)),
            new LiveConnections(List.of(this)),
            new Verbs.Making(
                hub,
                new TranscoderService(
                    hub,
                    new org.wcs.ejb.service.TranscoderGateway() {
                      @Override
                      public Made start(MediaStream source, Plan plan, Ear ear) {
                        throw new IllegalStateException("nothing is made here");
                      }

                      @Override
                      public Mark mark(org.wcs.ejb.service.WatermarkOrder order) {
                        throw new IllegalStateException("nothing is made here");
                      }
                    }),
                List::of),
            new Told(),
            this,
            this::reload);
  }

  LoginService logins() {
    return new LoginService(
        database.users(),
        new org.wcs.config.ShellConfig.Login(5, Duration.ofSeconds(1)),
        System::nanoTime);
  }

  private String reload() throws IOException {
    if (certificateBroken) {
      throw new IOException("the file is empty");
    }
    done.add("reload");
    return "CN=WCS, until 2030-01-01";
  }

  /** Publishes a stream without tracks. */
  MediaStream publish(String name) {
    MediaStream stream =
        new MediaStream(
            name, new Publisher("s-" + name, "m-" + name, "RTMP"), lane, List.of(), reason -> {});
    hub.publish(stream);
    streams.add(live(name, "m-" + name, true));
    return stream;
  }

  LiveStream live(String name, String mediaSessionId, boolean published) {
    return new LiveStream(
        new LiveStream.Owner(
            "defaultApp", "s-" + name, mediaSessionId, null, System.currentTimeMillis()),
        name,
        published,
        LiveStream.State.flowing(published),
        new LiveMedia("opus", "H264", 640, 360, false, false),
        LiveStream.Asked.NOTHING,
        LiveStream.Way.of("WebRTC", "UDP", "192.0.2.7"),
        Numbers.NONE);
  }

  @Override
  public List<LiveStream> streams(StreamFilter filter) {
    return streams.stream().filter(filter::matches).toList();
  }

  @Override
  public boolean terminate(String mediaSessionId, EndReason reason) {
    done.add("terminate " + mediaSessionId);
    hub.streams().stream()
        .filter(stream -> stream.publisher().mediaSessionId().equals(mediaSessionId))
        .toList()
        .forEach(stream -> hub.unpublish(stream, reason));
    return streams.removeIf(stream -> stream.mediaSessionId().equals(mediaSessionId));
  }

  @Override
  public List<LiveConnection> connections() {
    return List.copyOf(connections);
  }

  @Override
  public boolean terminate(String sessionId) {
    done.add("disconnect " + sessionId);
    return connections.removeIf(each -> each.sessionId().equals(sessionId));
  }

  @Override
  public void suspend(Duration patience) {
    done.add("suspend " + patience.toSeconds());
  }

  @Override
  public void resume() {
    done.add("resume");
  }

  @Override
  public void shutdown(Duration patience) {
    done.add("shutdown " + patience.toSeconds());
  }

  @Override
  public String state() {
    return "RUNNING";
  }

  private final class Told implements Verbs.Reports {

    @Override
    public Verbs.Summary summary() {
      return new Verbs.Summary(
          "1.0",
          3700,
          new Verbs.Load(0.125, 2, 50_000_000, 1_000_000_000),
          new Verbs.Clients(1, 1, 2));
    }

    @Override
    public List<StatGroup> statistics() {
      return List.of(
          new StatGroup(
              "connections_stats", "Connection Stats", Map.of("connections", Json.createValue(3))),
          new StatGroup("stream_stats", "Stream Stats", Map.of("streams", Json.createValue(1))));
    }

    @Override
    public Health health() {
      return new Health(
          List.of(new Health.Check("clock", true, "")),
          List.of(new Health.Check("ports", portsOpen, "")));
    }

    @Override
    public List<Verbs.Port> ports() {
      return List.of(new Verbs.Port("RTMP", "0.0.0.0", "1935", "rtmp"));
    }

    @Override
    public Map<String, String> settings() {
      return Map.of("ws.port", "8080", "tls.keystore.password", "***");
    }
  }

  /** What somebody at a terminal sees and types. */
  static final class Paper implements Console {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final Deque<String> secrets = new ArrayDeque<>();
    int looks;
    private final PrintWriter toOut = new PrintWriter(out);
    private final PrintWriter toErr = new PrintWriter(err);

    @Override
    public PrintWriter out() {
      return toOut;
    }

    @Override
    public PrintWriter err() {
      return toErr;
    }

    @Override
    public boolean terminal() {
      return false;
    }

    @Override
    public char[] secret(String prompt) throws IOException {
      if (secrets.isEmpty()) {
        throw new IOException("no password was given");
      }
      return secrets.removeFirst().toCharArray();
    }

    @Override
    public boolean pause(Duration time) {
      return looks-- > 0;
    }
  }
}
