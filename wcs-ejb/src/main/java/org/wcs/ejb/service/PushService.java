package org.wcs.ejb.service;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.StreamFilter;
import org.wcs.ejb.live.StreamSource;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.peer.LinkListener;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamHub;
import org.wcs.unit.Codec;

/**
 * Streams sent to other servers by RTMP or RTSP, for operators who ask for it and for publishers
 * who name a URL. A push ends with its stream. Any thread; nothing blocks.
 */
public final class PushService implements StreamSource {

  private static final Logger LOG = System.getLogger(PushService.class.getName());

  private static final String MUTE = "mute";
  private static final String SOUND_ON = "sound_on";

  private final StreamHub hub;
  private final List<PushGateway> gateways;
  private final SoundFiles sounds;
  private final Executor threads;
  private final Settings settings;
  private final ConcurrentMap<String, Push> byTarget = new ConcurrentHashMap<>();

  /**
   * How pushes are named, and how many there may be.
   *
   * @param namePrefix goes before the stream's name there
   * @param fullUrl whether URLs name the stream there by themselves
   * @param maxPushes most at once
   */
  public record Settings(String namePrefix, boolean fullUrl, int maxPushes) {
    /** The usual ones. */
    public static final Settings DEFAULT = new Settings("rtmp_", false, 1_000);
  }

  /**
   * Makes the service.
   *
   * @param gateways one for each protocol
   * @param sounds what may be played into pushes
   * @param threads runs what may block
   */
  public PushService(
      StreamHub hub,
      List<PushGateway> gateways,
      SoundFiles sounds,
      Executor threads,
      Settings settings) {
    this.hub = hub;
    this.gateways = List.copyOf(gateways);
    this.sounds = sounds;
    this.threads = threads;
    this.settings = settings;
  }

  /**
   * Sends a stream to another server, until {@link #terminate} or the stream's end.
   *
   * @throws RequestRefusedException if the URL is none, there is no such stream, or it is sent
   *     there already
   */
  public PushStatus startup(PushRequest request) throws RequestRefusedException {
    boolean full = request.fullUrl() == null ? settings.fullUrl() : request.fullUrl();
    PushGateway gateway = gateway(request.rtmpUrl());
    String name = full ? null : settings.namePrefix() + request.streamName();
    PushTarget target = gateway == null ? null : gateway.target(request.rtmpUrl(), name);
    if (gateway == null || target == null) {
      throw new RequestRefusedException(Kind.MALFORMED, "rtmpUrl is not the URL of a stream");
    }
    MediaStream stream =
        hub.find(request.streamName())
            .orElseThrow(
                () -> new RequestRefusedException(Kind.NOT_FOUND, EndReason.NOT_FOUND.text()));
    Push push =
        new Push(
            new Push.Origin(UUID.randomUUID().toString(), System.currentTimeMillis()),
            stream,
            target,
            gateway,
            request);
    begin(push, request.options());
    return start(push);
  }

  /** Sends a stream to the URL that its publisher named. */
  public PushStatus republish(String streamName, String rtmpUrl) throws RequestRefusedException {
    return startup(new PushRequest(streamName, rtmpUrl, null, PushRequest.Options.NONE));
  }

  /**
   * Pushes going on.
   *
   * @param streamName only of this stream, by its name here or there; null for any
   * @param rtmpUrl only to this URL, null for any
   */
  public List<PushStatus> find(@Nullable String streamName, @Nullable String rtmpUrl) {
    return byTarget.values().stream()
        .map(Push::status)
        .filter(push -> streamName == null || named(push, streamName))
        .filter(push -> rtmpUrl == null || rtmpUrl.equals(push.rtmpUrl()))
        .toList();
  }

  /**
   * Ends a push.
   *
   * @throws RequestRefusedException if there is none
   */
  public void terminate(String id) throws RequestRefusedException {
    stop(push(id), EndReason.TERMINATED_BY_REST);
  }

  /**
   * Sends silence in the place of the sound, or the sound again.
   *
   * @throws RequestRefusedException if there is no such push
   */
  public void mute(String id, boolean muted) throws RequestRefusedException {
    sound(push(id)).muted(muted);
  }

  /**
   * Sends a file in the place of the sound.
   *
   * @param loop whether it begins again at its end
   * @throws RequestRefusedException if there is no such push or no such file, or no sound is sent
   */
  public void playSound(String id, String file, boolean loop) throws RequestRefusedException {
    SoundControl sound = sound(push(id));
    sounds.existing(file);
    Codec.Audio codec = sound.codec();
    if (codec == null) {
      throw new RequestRefusedException(Kind.FAILED, "No sound is sent");
    }
    sound.play(sounds.clip(file, codec), loop);
  }

  /**
   * Sends the sound of the stream again.
   *
   * @throws RequestRefusedException if there is no such push
   */
  public void stopSound(String id) throws RequestRefusedException {
    sound(push(id)).stop();
  }

  @Override
  public List<LiveStream> streams(StreamFilter filter) {
    return byTarget.values().stream().map(Push::live).filter(filter::matches).toList();
  }

  @Override
  public boolean terminate(String mediaSessionId, EndReason reason) {
    for (Push push : byTarget.values()) {
      if (push.id().equals(mediaSessionId)) {
        stop(push, reason);
        return true;
      }
    }
    return false;
  }

  /** Ends everything. */
  public void closeAll(EndReason reason) {
    byTarget.values().forEach(push -> stop(push, reason));
  }

  /** Whether a stream can be sent to this URL by its looks. */
  boolean meant(String url) {
    return gateway(url) != null;
  }

  private @Nullable PushGateway gateway(String url) {
    return gateways.stream().filter(each -> each.meant(url)).findFirst().orElse(null);
  }

  private static SoundControl sound(Push push) throws RequestRefusedException {
    if (!push.gateway().controlsSound()) {
      throw new RequestRefusedException(
          Kind.FAILED,
          "The sound of streams pushed by " + push.gateway().protocol() + " cannot be changed");
    }
    return push.sound();
  }

  private void begin(Push push, PushRequest.Options options) throws RequestRefusedException {
    switch (options.action()) {
      case MUTE -> sound(push).muted(true);
      case SOUND_ON -> {
        SoundControl sound = sound(push);
        sounds.existing(options.soundFile());
        sound.whenHeard(
            codec -> threads.execute(() -> playSound(sound, options.soundFile(), codec)));
      }
      default -> {
        // an action of another version: the sound is sent as it is
      }
    }
  }

  private void playSound(SoundControl sound, String file, Codec.Audio codec) {
    try {
      sound.play(sounds.clip(file, codec), false);
    } catch (RequestRefusedException e) {
      LOG.log(Level.WARNING, "{0} is not played: {1}", file, e.getMessage());
    }
  }

  private PushStatus start(Push push) throws RequestRefusedException {
    if (byTarget.size() >= settings.maxPushes()) {
      throw new RequestRefusedException(Kind.FAILED, "Too many streams are pushed");
    }
    if (byTarget.putIfAbsent(push.key(), push) != null) {
      throw new RequestRefusedException(Kind.CONFLICT, "Already in use");
    }
    try {
      push.dialling(push.gateway().push(push.order(), new Ear(push)));
    } catch (RequestRefusedException refused) {
      byTarget.remove(push.key(), push);
      throw refused;
    }
    push.followStream(() -> stop(push, EndReason.STOPPED_BY_PUBLISHER));
    LOG.log(Level.INFO, "{0} pushes {1}", push.id(), push.status().streamName());
    return push.status();
  }

  private void stop(Push push, EndReason reason) {
    byTarget.remove(push.key(), push);
    push.close(reason);
  }

  private Push push(String id) throws RequestRefusedException {
    return byTarget.values().stream()
        .filter(push -> push.id().equals(id))
        .findAny()
        .orElseThrow(() -> new RequestRefusedException(Kind.NOT_FOUND, "Transponder not found"));
  }

  private static boolean named(PushStatus push, String name) {
    return name.equals(push.targetName()) || name.equals(push.streamName());
  }

  /** Hears what becomes of one push. */
  private final class Ear implements LinkListener {
    private final Push push;

    Ear(Push push) {
      this.push = push;
    }

    @Override
    public void connected() {
      LOG.log(Level.INFO, "{0} is connected", push.id());
    }

    @Override
    public void flowing(MediaStream stream) {
      push.flowing(true);
      LOG.log(Level.INFO, "{0} sends {1}", push.id(), stream.name());
    }

    @Override
    public void interrupted(String why) {
      push.flowing(false);
      LOG.log(Level.INFO, "{0} lost its server: {1}", push.id(), why);
    }

    @Override
    public void ended(EndReason reason, String why) {
      LOG.log(Level.INFO, "{0} ended: {1}", push.id(), why);
      byTarget.remove(push.key(), push);
      push.over();
    }
  }
}
