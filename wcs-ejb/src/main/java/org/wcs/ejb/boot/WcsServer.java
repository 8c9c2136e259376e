package org.wcs.ejb.boot;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.wcs.config.ConfigException;
import org.wcs.config.HttpConfig;
import org.wcs.config.RtmpConfig;
import org.wcs.config.WcsConfig;
import org.wcs.dtls.DtlsIdentity;
import org.wcs.dtls.DtlsWarmUp;
import org.wcs.ejb.policy.LifeSigns;
import org.wcs.ejb.room.RoomApp;
import org.wcs.ejb.service.DataService;
import org.wcs.ejb.service.HlsService;
import org.wcs.ejb.service.PullService;
import org.wcs.ejb.service.PushService;
import org.wcs.ejb.service.RemoteStreams;
import org.wcs.ejb.service.RtmpClientGateway;
import org.wcs.ejb.service.RtspClientGateway;
import org.wcs.ejb.service.SessionService;
import org.wcs.ejb.service.SoundFiles;
import org.wcs.ejb.service.StatusService;
import org.wcs.ejb.service.StreamService;
import org.wcs.ejb.service.WebRtcGateway;
import org.wcs.ejb.worker.MediaWorkers;
import org.wcs.ejb.worker.WorkerPool;
import org.wcs.net.ByteAcceptor;
import org.wcs.net.ByteListenerSettings;
import org.wcs.net.ByteNetwork;
import org.wcs.net.MediaNetwork;
import org.wcs.net.NetworkSettings;
import org.wcs.stream.EndReason;
import org.wcs.stream.StreamHub;

/** Makes everything when the application starts and takes it down when it stops. Any thread. */
@Singleton
@Startup
@DependsOn("MediaWorkers")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class WcsServer {

  private static final Logger LOG = System.getLogger(WcsServer.class.getName());

  /** How long clients are given to hear why everything ends. */
  private static final long GOODBYE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final int MAX_PUSHES = 1_000;
  private static final int MAX_PULLS = 1_000;
  private static final long TICK_MILLIS = 100;
  private static final int TICKS_PER_SECOND = 10;

  @EJB private @Nullable MediaWorkers workers;
  @Resource private @Nullable ManagedExecutorService executor;
  @Resource private @Nullable ManagedScheduledExecutorService timer;

  private final ExecutorService sessionThreads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("wcs-session-", 0).factory());
  private final HlsService hls = new HlsService();
  private final RtmpClientGateway rtmp = new RtmpClientGateway();
  private final RtspClientGateway rtsp = new RtspClientGateway();
  private @Nullable Services services;
  private @Nullable LifeSigns lifeSigns;
  private @Nullable MediaPlane media;
  private @Nullable RtmpPlane rtmpPorts;
  private @Nullable RtspPlane rtspPorts;
  private @Nullable OperationsPlane operations;
  private @Nullable ScheduledFuture<?> ticking;
  private volatile String mediaPorts = "none";
  private final AtomicBoolean announced = new AtomicBoolean();
  private int ticks; // the timer's

  /** Reads the settings and makes the services; the media ports follow by {@link #opened}. */
  @PostConstruct
  public void start() {
    WcsConfig config = readConfig();
    config.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
    OpenDoors.of(config).forEach(door -> LOG.log(Level.WARNING, door));
    BackendPlane backends = new BackendPlane(config, sessionThreads);
    StreamPlane between = new StreamPlane(config, pool(config), sessionThreads, hls);
    WebRtcGateway gateway = new WebRtcGateway();
    RemoteStreams remote = remote(config, between.hub());
    MediaPlane plane = new MediaPlane(config, between, identity(), gateway);
    ApplicationPlane applications = ApplicationPlane.of(config, backends.hooks(), between.hub());
    hls.access(applications.hls());
    RtmpPlane streaming = new RtmpPlane(config, between, rtmp, applications.rtmp());
    RtspPlane cameras = new RtspPlane(config, between, rtsp, applications.rtsp());
    StreamService streams =
        new StreamService(
            between.hub(), gateway, Clock.systemUTC(), config.signalling().session(), remote);
    SessionService sessions =
        new SessionService(
            config.signalling(), streams, backends.hooks(), sessionThreads, System::nanoTime);
    StatusSources.Planes planes = new StatusSources.Planes(between, plane, streaming, cameras);
    media = plane;
    rtmpPorts = streaming;
    rtspPorts = cameras;
    serve(config, new Parts(planes, backends, applications, remote, streams, sessions));
    if (executor != null) {
      executor.execute(this::warmUp);
    }
  }

  /** What the verbs are made of. */
  private record Parts(
      StatusSources.Planes planes,
      BackendPlane backends,
      ApplicationPlane applications,
      RemoteStreams remote,
      StreamService streams,
      SessionService sessions) {}

  private void serve(WcsConfig config, Parts parts) {
    StreamPlane between = parts.planes().between();
    BackendPlane backends = parts.backends();
    SessionService sessions = parts.sessions();
    LivePlane live =
        LivePlane.of(parts.planes(), parts.streams(), sessions, parts.remote().pushes());
    StatusSources sources =
        new StatusSources(
            this::ready,
            config.media(),
            parts.planes(),
            parts.remote(),
            live.streams(),
            backends.hooks()::snapshot);
    StatusService status =
        new StatusService(Version.TEXT, backends.nodeId(), between.hub(), sessions, sources);
    lifeSigns = parts.applications().lifeSigns(config, live.streams(), sessions);
    DataService data = new DataService(sessions);
    backends.rooms(
        new RoomApp(
            (session, payload) -> data.push(session, UUID.randomUUID().toString(), payload)));
    Services made =
        new Services(
            config,
            sessions,
            parts.streams(),
            data,
            status,
            hls,
            parts.remote(),
            backends,
            new ContentPlane(config, between),
            live,
            sessionThreads);
    services = made;
    operations = new OperationsPlane(made, between.hub(), this::ready);
  }

  /** Ends every session. */
  @PreDestroy
  public void stop() {
    if (operations != null) {
      operations.close();
    }
    closing();
    services().sessions().closeAll("Requested stream shutdown");
    services().backends().close();
    sessionThreads.shutdown();
    LOG.log(Level.INFO, "WCS has stopped");
  }

  /** The verbs. */
  public Services services() {
    if (services == null) {
      throw new IllegalStateException("not started");
    }
    return services;
  }

  /** Whether all ports are open. */
  public boolean ready() {
    MediaPlane now = media;
    RtmpPlane other = rtmpPorts;
    RtspPlane third = rtspPorts;
    return now != null
        && now.open()
        && other != null
        && other.open()
        && third != null
        && third.open();
  }

  /** What the media adapter opens. */
  public NetworkSettings networkSettings() {
    return media().networkSettings();
  }

  /** The media ports are open. */
  public void opened(MediaNetwork network) {
    mediaPorts = mediaPorts(network);
    media().open(network);
    if (timer != null) {
      ticking =
          timer.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
    announce();
  }

  private void announce() {
    if (!ready() || !announced.compareAndSet(false, true)) {
      return;
    }
    OperationsPlane administration = operations;
    if (administration != null) {
      administration.open();
    }
    HttpConfig.Ports ports = services().config().http().ports();
    LOG.log(
        Level.INFO,
        "WCS is ready: version {0}, ws {1}, wss {2}, http {3}, https {4}, rtmp {5}, rtsp {6},"
            + " media {7}",
        Version.TEXT,
        String.valueOf(ports.ws()),
        String.valueOf(ports.wss()),
        String.valueOf(ports.http()),
        String.valueOf(ports.https()),
        String.valueOf(services().config().rtmp().port()),
        rtspPlane().shown(),
        mediaPorts);
  }

  /** What the adapter of RTMP opens. */
  public ByteListenerSettings rtmpSettings() {
    return rtmpPlane().settings();
  }

  /** The ports of RTMP are open; tells who takes the connections. */
  public ByteAcceptor rtmpOpened(ByteNetwork network) {
    ByteAcceptor acceptor = rtmpPlane().open(network);
    LOG.log(Level.INFO, "RTMP is open: {0}", network.listening());
    announce();
    return acceptor;
  }

  /** The ports of RTMP are about to close. */
  public void rtmpClosing() {
    announced.set(false);
    rtmpPlane().close();
  }

  /** What the adapter of RTSP opens. */
  public ByteListenerSettings rtspSettings() {
    return rtspPlane().settings();
  }

  /** The ports of RTSP are open; tells who takes the connections. */
  public ByteAcceptor rtspOpened(ByteNetwork network) {
    ByteAcceptor acceptor = rtspPlane().open(network);
    LOG.log(Level.INFO, "RTSP is open: {0}", network.listening());
    announce();
    return acceptor;
  }

  /** The ports of RTSP are about to close. */
  public void rtspClosing() {
    announced.set(false);
    rtspPlane().close();
  }

  /** The media ports are about to close: everybody is told. */
  public void closing() {
    announced.set(false);
    // A container that suspends refuses the tasks it has scheduled, with an error each time.
    ScheduledFuture<?> last = ticking;
    if (last != null) {
      last.cancel(false);
    }
    services().transcoders().closeAll(EndReason.SHUTDOWN);
    services().remote().pushes().closeAll(EndReason.SHUTDOWN);
    services().remote().pulls().closeAll(EndReason.SHUTDOWN);
    services().remote().cameras().closeAll(EndReason.SHUTDOWN);
    media().close();
    services().sessions().awaitTold(GOODBYE_NANOS);
  }

  private MediaPlane media() {
    if (media == null) {
      throw new IllegalStateException("not started");
    }
    return media;
  }

  private RtmpPlane rtmpPlane() {
    if (rtmpPorts == null) {
      throw new IllegalStateException("not started");
    }
    return rtmpPorts;
  }

  private RtspPlane rtspPlane() {
    if (rtspPorts == null) {
      throw new IllegalStateException("not started");
    }
    return rtspPorts;
  }

  private WorkerPool pool(WcsConfig config) {
    return Injected.of(workers).pool(config.transcode().workers());
  }

  private void tick() {
    try {
      services().sessions().tick();
      if (++ticks % TICKS_PER_SECOND == 0) {
        services().live().tick(System.nanoTime());
        if (lifeSigns != null) {
          lifeSigns.tick(System.nanoTime());
        }
        services().status().refresh();
        services().remote().pulls().tick();
        services().remote().cameras().tick();
      }
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "bug: the tick of the sessions failed", bug);
    }
  }

  private RemoteStreams remote(WcsConfig config, StreamHub hub) {
    RtmpConfig.Push naming = config.rtmp().client().push();
    Path data = Path.of(config.server().data());
    String folder = config.server().mediaFolder();
    SoundFiles sounds =
        new SoundFiles(
            folder.isEmpty() ? data.resolve("media") : Path.of(folder),
            new ClipEncoder(data.resolve("natives")));
    PushService.Settings pushing =
        new PushService.Settings(naming.prefix(), naming.fullUrl(), MAX_PUSHES);
    PullService.Settings fetching =
        new PullService.Settings(MAX_PULLS, config.rtsp().client().waits().idle().toMillis());
    return new RemoteStreams(
        new PullService(hub, rtmp, Clock.systemUTC(), PullService.Settings.DEFAULT),
        new PullService(hub, rtsp, Clock.systemUTC(), fetching),
        new PushService(hub, List.of(rtmp, rtsp), sounds, sessionThreads, pushing));
  }

  private static WcsConfig readConfig() {
    try {
      return WcsConfig.ofThisProcess();
    } catch (ConfigException e) {
      LOG.log(Level.ERROR, "WCS does not start. " + e.getMessage());
      throw e;
    }
  }

  private static DtlsIdentity identity() {
    return DtlsIdentity.generate(new SecureRandom(), System.currentTimeMillis());
  }

  private void warmUp() {
    DtlsWarmUp.run(sessionThreads, System.currentTimeMillis());
  }

  private static String mediaPorts(MediaNetwork network) {
    return network.lanes().stream()
        .flatMap(lane -> lane.udp().stream())
        .map(address -> String.valueOf(address.getPort()))
        .distinct()
        .reduce((one, other) -> one + "," + other)
        .orElse("none");
  }
}
