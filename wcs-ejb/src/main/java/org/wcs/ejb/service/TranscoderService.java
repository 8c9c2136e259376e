package org.wcs.ejb.service;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Picture;
import org.wcs.stream.Publisher;
import org.wcs.stream.StreamHub;
import org.wcs.stream.StreamName;
import org.wcs.unit.Codec;

/**
 * Streams made of others for operators: of another size, bit rate or codec, with a watermark. Each
 * is a stream like any other and goes on until it is terminated or its source ends. Any thread;
 * nothing blocks but the reading of watermarks.
 */
public final class TranscoderService {

  private static final Logger LOG = System.getLogger(TranscoderService.class.getName());

  /** Name of the protocol of streams that are made here. */
  public static final String PROTOCOL = "Transcoder";

  private static final Pattern URI = Pattern.compile("transcoder2?://[^\\s/]\\S{0,255}");
  private static final int MOST = 1_000;
  private static final int LARGEST = 4_096;
  private static final int MOST_KBITS = 100_000;

  private final StreamHub hub;
  private final TranscoderGateway gateway;
  private final ConcurrentMap<String, Transcoding> agents = new ConcurrentHashMap<>();

  /** Makes the service. */
  public TranscoderService(StreamHub hub, TranscoderGateway gateway) {
    this.hub = hub;
    this.gateway = gateway;
  }

  /**
   * Makes a stream of another one and publishes it.
   *
   * @throws RequestRefusedException {@code MALFORMED} if the order makes no sense, {@code
   *     NOT_FOUND} without the source, {@code CONFLICT} if the URI or the name is in use, {@code
   *     FAILED} if this machine cannot do it
   */
  public TranscoderStatus startup(TranscoderOrder order) throws RequestRefusedException {
    String uri = uri(order.uri());
    String remote = present(order.remoteStreamName(), "remoteStreamName");
    String local = present(order.localStreamName(), "localStreamName");
    TranscoderOrder.Encoder encoder = order.encoder();
    if (encoder == null) {
      throw malformed("encoder is missing");
    }
    String id = UUID.randomUUID().toString();
    TranscoderGateway.Plan plan =
        new TranscoderGateway.Plan(
            local,
            new Publisher(uri, id, PROTOCOL),
            video(encoder.video()),
            audio(encoder.audio()),
            mark(encoder.watermark()));
    MediaStream source =
        hub.find(remote)
            .filter(MediaStream::live)
            .orElseThrow(() -> new RequestRefusedException(Kind.NOT_FOUND, "Stream not found"));
    return start(new Transcoding(id, local, remote, uri, encoder), source, plan);
  }

  /** All that go on. */
  public List<TranscoderStatus> findAll() {
    return find(null, null, null);
  }

  /**
   * Those that go on.
   *
   * @param uri only of this URI, null for any
   * @param remoteName only made of this stream, null for any
   * @param localName only of this name, null for any
   */
  public List<TranscoderStatus> find(
      @Nullable String uri, @Nullable String remoteName, @Nullable String localName) {
    return agents.values().stream()
        .filter(Transcoding::started)
        .map(Transcoding::status)
        .filter(each -> uri == null || uri.equals(each.uri()))
        .filter(each -> remoteName == null || remoteName.equals(each.remoteStreamName()))
        .filter(each -> localName == null || localName.equals(each.localStreamName()))
        .sorted(Comparator.comparing(TranscoderStatus::uri))
        .toList();
  }

  /**
   * Ends one.
   *
   * @throws RequestRefusedException {@code MALFORMED} without a URI, {@code NOT_FOUND} if there is
   *     none
   */
  public void terminate(@Nullable String uri) throws RequestRefusedException {
    Transcoding agent = existing(uri);
    agents.remove(agent.uri(), agent);
    agent.stop(EndReason.TERMINATED_BY_REST);
  }

  /**
   * Lays another picture over those of a transcoder, or none.
   *
   * @throws RequestRefusedException {@code MALFORMED} if the order makes no sense, {@code
   *     NOT_FOUND} without the transcoder or the file
   */
  public void setWatermark(@Nullable String uri, WatermarkOrder order)
      throws RequestRefusedException {
    Transcoding agent = existing(uri);
    String file = order.file();
    if (file == null) {
      throw malformed("watermark is missing");
    }
    agent.mark(file.isBlank() ? null : file, file.isBlank() ? null : gateway.mark(order));
  }

  /** The stream of which the one of that name is made. */
  public Optional<String> madeOf(String name) {
    return agents.values().stream()
        .filter(each -> each.localName().equals(name))
        .map(Transcoding::remoteName)
        .findFirst();
  }

  /** Ends all. */
  public void closeAll(EndReason reason) {
    for (Transcoding agent : agents.values()) {
      agents.remove(agent.uri(), agent);
      agent.stop(reason);
    }
  }

  private TranscoderStatus start(Transcoding agent, MediaStream source, TranscoderGateway.Plan plan)
      throws RequestRefusedException {
    if (hub.find(plan.name()).isPresent()) {
      throw new RequestRefusedException(Kind.CONFLICT, "Stream name is already in use");
    }
    if (agents.size() >= MOST) {
      throw new RequestRefusedException(Kind.FAILED, "There are too many transcoders");
    }
    if (agents.putIfAbsent(agent.uri(), agent) != null) {
      throw new RequestRefusedException(Kind.CONFLICT, "Already in use");
    }
    try {
      agent.started(gateway.start(source, plan, reason -> ended(agent, reason)));
    } catch (RequestRefusedException refused) {
      agents.remove(agent.uri(), agent);
      throw refused;
    }
    LOG.log(
        Level.INFO,
        "{0} makes {1} of {2}",
        agent.uri(),
        StreamName.shown(plan.name()),
        StreamName.shown(source.name()));
    return agent.status();
  }

  private void ended(Transcoding agent, EndReason reason) {
    agents.remove(agent.uri(), agent);
    LOG.log(Level.INFO, "{0} has ended: {1}", agent.uri(), reason.text());
  }

  private Transcoding existing(@Nullable String uri) throws RequestRefusedException {
    Transcoding agent = agents.get(present(uri, "uri"));
    if (agent == null || !agent.started()) {
      throw new RequestRefusedException(Kind.NOT_FOUND, "Transcoder not found");
    }
    return agent;
  }

  private TranscoderGateway.@Nullable Mark mark(@Nullable String file)
      throws RequestRefusedException {
    return file == null || file.isBlank() ? null : gateway.mark(WatermarkOrder.of(file));
  }

  private static TranscoderGateway.Video video(TranscoderOrder.Video video)
      throws RequestRefusedException {
    within(video.width(), LARGEST, "width");
    within(video.height(), LARGEST, "height");
    within(video.keyFrameInterval(), 100_000, "keyFrameInterval");
    within(video.fps(), 240, "fps");
    within(video.bitrate(), MOST_KBITS, "bitrate");
    String wanted = video.codec() == null ? "H264" : video.codec();
    Codec.Video codec =
        switch (wanted.toUpperCase(Locale.ROOT)) {
          case "H264" -> new Codec.H264(0, 1);
          case "VP8" -> new Codec.Vp8();
          default -> throw malformed("videoCodec must be H264 or VP8");
        };
    Picture picture =
        new Picture(video.width(), video.height(), video.bitrate() * 1_000, 0, video.fps());
    return new TranscoderGateway.Video(codec, picture, video.keyFrameInterval());
  }

  private static TranscoderGateway.@Nullable Audio audio(TranscoderOrder.Audio audio)
      throws RequestRefusedException {
    within(audio.rate(), 192_000, "audioRate");
    within(audio.bitrate(), 1_000_000, "audioBitrate");
    String codec = audio.codec();
    int bits = audio.bitrate() < 1_000 ? audio.bitrate() * 1_000 : audio.bitrate();
    return codec == null || codec.isBlank()
        ? null
        : new TranscoderGateway.Audio(codec, audio.rate(), bits);
  }

  private static void within(int value, int most, String field) throws RequestRefusedException {
    if (value < 0 || value > most) {
      throw malformed(field + " must be 0 to " + most);
    }
  }

  private static String uri(@Nullable String uri) throws RequestRefusedException {
    String given = present(uri, "uri");
    if (!URI.matcher(given).matches()) {
      throw malformed("uri must be transcoder:// or transcoder2:// and an id");
    }
    return given;
  }

  private static String present(@Nullable String value, String field)
      throws RequestRefusedException {
    if (value == null || value.isBlank()) {
      throw malformed(field + " is missing");
    }
    return value;
  }

  private static RequestRefusedException malformed(String why) {
    return new RequestRefusedException(Kind.MALFORMED, why);
  }
}
