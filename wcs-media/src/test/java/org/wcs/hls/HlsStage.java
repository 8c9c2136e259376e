package org.wcs.hls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wcs.config.HlsConfig;
import org.wcs.config.WcsConfig;
import org.wcs.fake.ManualLane;
import org.wcs.rtp.feature.RetransmissionCache;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feed;
import org.wcs.stream.FeedLimits;
import org.wcs.stream.Feedback;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.Rendition;
import org.wcs.stream.StreamHub;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * A publisher of 25 pictures a second and of sound at 48 kHz, a hub, and HLS, on one manual lane.
 */
final class HlsStage {

  static final long MILLI = 1_000_000L;
  static final String SPS = "6764000dacd94141fb0110000003001000000303c0f1429960";
  static final String OTHER_SPS = "6764000dacd94141fb011000000300100000030320f1429960";
  static final String PPS = "68ebe3cb22c0";
  static final byte[] SOUND = HexFormat.of().parseHex("2110046080aabb");

  private static final long EPOCH_NANOS = 1_800_000_000_000_000_000L;
  private static final Pattern NAMES = Pattern.compile("(?m)^([^#\\n]+)$|URI=\"([^\"]+)\"");

  final ManualLane lane = new ManualLane();
  final StreamHub hub = new StreamHub();
  final List<Feedback> wishes = new ArrayList<>();
  final HlsProtocol hls;

  HlsStage(String... settings) {
    Properties properties = new Properties();
    properties.setProperty("hls_min_list_size", "1");
    properties.setProperty("ll_hls_min_list_size", "1");
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      properties.setProperty(setting.substring(0, equals), setting.substring(equals + 1));
    }
    HlsConfig config = WcsConfig.read(properties, Map.of(), new Properties()).protocols().hls();
    HlsRuntime runtime =
        new HlsRuntime(() -> lane, Runnable::run, Path.of("hls-unused"), EPOCH_NANOS);
    lane.advance(1_000 * MILLI);
    hls =
        new HlsProtocol(
            config,
            hub,
            (stream, kind, wish) ->
                stream
                    .track(kind)
                    .<Rendition>map(track -> new Rendition.Ready(track, false))
                    .orElseGet(Rendition.Absent::new),
            runtime);
    hls.open();
  }

  /** A stream with pictures and sound. */
  Source publish(String name) {
    return new Source(name, true, true);
  }

  /** Starts a request. */
  CompletableFuture<HlsResponse> ask(String target) {
    String[] parts = target.split("\\?", 2);
    HlsRequest request = HlsRequest.parse(parts[0], parts.length > 1 ? parts[1] : null, "viewer");
    if (request == null) {
      return CompletableFuture.completedFuture(HlsResponse.refused(400));
    }
    CompletableFuture<HlsResponse> answer = hls.get(request).toCompletableFuture();
    lane.drain();
    return answer;
  }

  int status(String target) {
    return ask(target).join().status();
  }

  String text(String target) {
    CompletableFuture<HlsResponse> answer = ask(target);
    if (!answer.isDone()) {
      throw new IllegalStateException(target + " is not answered");
    }
    return text(answer);
  }

  static String text(CompletableFuture<HlsResponse> answer) {
    HlsResponse response = answer.join();
    if (response.status() != 200) {
      throw new IllegalStateException("status " + response.status());
    }
    return new String(bytes(response.body()), StandardCharsets.UTF_8);
  }

  byte[] octets(String target) {
    return bytes(ask(target).join().body());
  }

  static byte[] bytes(HlsBody body) {
    try {
      return switch (body) {
        case HlsBody.OnDisk disk -> Files.readAllBytes(disk.file());
        case HlsBody.Octets octets -> {
          ByteArrayOutputStream all = new ByteArrayOutputStream();
          for (byte[] piece : octets.pieces()) {
            all.write(piece);
          }
          yield all.toByteArray();
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything a playlist names, in its order. */
  static List<String> names(String playlist) {
    return NAMES
        .matcher(playlist)
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .toList();
  }

  /** The values of a tag, in order. */
  static List<String> values(String playlist, String tag) {
    Matcher matcher = Pattern.compile("(?m)^#" + tag + ":(.*)$").matcher(playlist);
    return matcher.results().map(found -> found.group(1)).toList();
  }

  static List<Double> durations(String playlist) {
    return values(playlist, "EXTINF").stream()
        .map(value -> Double.parseDouble(value.replace(",", "")))
        .toList();
  }

  /** A stream that is published, with its clock. */
  final class Source {
    final MediaStream stream;
    private final List<Track> tracks = new ArrayList<>();
    private final long beganNanos = lane.nanoTime();
    private long nowMillis;
    private long nextSound;
    long gopMillis = 2_000;
    long offsetMillis;
    long soundOffsetMillis;
    boolean obliging;
    boolean silent;
    boolean dark;
    String sps = SPS;

    Source(String name, boolean video, boolean audio) {
      if (video) {
        tracks.add(track(0, new Codec.H264(0x64000D, 1)));
      }
      if (audio) {
        tracks.add(track(1, new Codec.Aac(2, 48_000, 2)));
      }
      Publisher publisher = new Publisher("session", "media", "RTMP");
      stream = new MediaStream(name, publisher, lane, tracks, reason -> {});
      tracks.forEach(each -> each.clock(new Track.ClockReading(beganNanos, 0)));
      hub.publish(stream);
    }

    private Track track(int id, Codec codec) {
      FeedLimits limits = new FeedLimits(4_096, 1 << 20, codec.clockRate() * 20L);
      return new Track(
          id,
          codec,
          new Feed<>(lane, wishes::add, FeedLimits.uncached(64)),
          new Feed<>(lane, wishes::add, limits),
          new RetransmissionCache(64, 1_000_000_000L));
    }

    /** Publishes for that long, a picture each 40 ms and the sound that belongs to it. */
    Source play(long millis) {
      for (long end = nowMillis + millis; nowMillis < end; nowMillis += 40) {
        long due = beganNanos + nowMillis * MILLI;
        lane.advance(Math.max(due - lane.nanoTime(), 0));
        lane.run(this::publishNow);
      }
      return this;
    }

    /** Publishes nothing for that long. */
    Source pause(long millis) {
      nowMillis += millis;
      nextSound = (nowMillis * 48 + 1_023) / 1_024 * 1_024;
      return this;
    }

    private void publishNow() {
      for (Track track : tracks) {
        if (track.codec() instanceof Codec.Video && !dark) {
          long ticks = (nowMillis + offsetMillis) * 90;
          boolean key = nowMillis % gopMillis == 0 || obliging && !wishes.isEmpty();
          if (obliging) {
            wishes.clear();
          }
          track.publish(new Frame(ticks, ticks, key, key ? keyFrame(sps) : slice()));
        } else if (track.codec() instanceof Codec.Aac) {
          sound(track);
        }
      }
    }

    private void sound(Track track) {
      for (; nextSound < (nowMillis + 40) * 48; nextSound += 1_024) {
        long ticks = nextSound + (offsetMillis + soundOffsetMillis) * 48;
        if (!silent) {
          track.publish(new Frame(ticks, ticks, true, SOUND));
        }
      }
    }

    void end() {
      lane.run(() -> hub.unpublish(stream, EndReason.STOPPED_BY_USER));
    }
  }

  static byte[] keyFrame(String sps) {
    return units(sps, PPS, "6588840067ccff9e95b1");
  }

  static byte[] slice() {
    return units("419a236c421fc9b75f6a");
  }

  private static byte[] units(String... hex) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String unit : hex) {
      byte[] bytes = HexFormat.of().parseHex(unit);
      all.writeBytes(new byte[] {0, 0, 0, (byte) bytes.length});
      all.writeBytes(bytes);
    }
    return all.toByteArray();
  }
}
