package org.wcs.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * WebRTC connections, both directions.
 *
 * @param ice how connections are found and kept
 * @param dtls the handshake
 * @param bitrate what publishers are asked to send
 * @param repair lost packets and key frames
 * @param codecs names of the codecs offered, the preferred first: see {@link #CODECS}
 * @param burstWindow how long packets for one subscriber are gathered before they are sent
 */
public record WebRtcConfig(
    Ice ice, Dtls dtls, Bitrate bitrate, Repair repair, List<String> codecs, Duration burstWindow) {
  /** Every codec name that {@link #codecs} may hold. */
  public static final Set<String> CODECS =
      Set.of("opus", "pcma", "pcmu", "g722", "h264", "vp8", "vp9", "av1", "h265");

  /** Codecs an operator's list may name though this version does not carry them over WebRTC. */
  private static final Set<String> PASSED_OVER =
      Set.of("telephone-event", "g729", "speex16", "speex8", "mpeg4-generic", "flv", "mpv");

  public WebRtcConfig {
    codecs = List.copyOf(codecs);
  }

  /**
   * Finding and keeping a connection (RFC 8445, RFC 6544, RFC 7675).
   *
   * @param tcpTransport whether TCP is preferred for all connections
   * @param connectTimeout from the answer to the first valid check
   * @param consentTimeout without any valid check or packet the connection ends
   * @param tcpLowWaterBytes a TCP connection takes media again below this backlog
   * @param tcpHighWaterBytes a TCP connection drops to the next key frame above this backlog
   */
  public record Ice(
      boolean tcpTransport,
      Duration connectTimeout,
      Duration consentTimeout,
      int tcpLowWaterBytes,
      int tcpHighWaterBytes) {
    public Ice {
      if (tcpLowWaterBytes > tcpHighWaterBytes) {
        throw new IllegalArgumentException(
            "ice_tcp_channel_low_water_mark="
                + tcpLowWaterBytes
                + " must not exceed ice_tcp_channel_high_water_mark="
                + tcpHighWaterBytes);
      }
    }

    static Ice from(Settings settings) {
      return new Ice(
          settings.flag("ice_tcp_transport", false),
          settings.duration("ice_timeout", "15s", seconds(1), seconds(600)),
          settings.duration("ice_keep_alive_timeout", "15s", seconds(2), seconds(600)),
          settings.integer("ice_tcp_channel_low_water_mark", 5_242_880, 1_024, 1 << 30),
          settings.integer("ice_tcp_channel_high_water_mark", 52_428_800, 1_024, 1 << 30));
    }
  }

  /**
   * The DTLS handshake (RFC 6347, RFC 5764).
   *
   * @param handshakeTimeout from the first datagram to the finished handshake
   * @param resendInterval first retransmission; doubled each time
   * @param maxHandshakes handshakes under way at once; further ones wait
   */
  public record Dtls(Duration handshakeTimeout, Duration resendInterval, int maxHandshakes) {
    static Dtls from(Settings settings) {
      return new Dtls(
          settings.duration("dtls_timeout", "15s", seconds(1), seconds(600)),
          settings.duration("dtls_resend_interval", "100ms", millis(20), seconds(10)),
          settings.integer("dtls_max_handshakes", 256, 1, 100_000));
    }
  }

  /**
   * Bitrate of a publisher's video.
   *
   * @param minBitsPerSecond the estimate is never reported below
   * @param maxBitsPerSecond the estimate is never reported above
   * @param twcc transport-wide feedback; when false the estimate goes out as REMB
   */
  public record Bitrate(int minBitsPerSecond, int maxBitsPerSecond, boolean twcc) {
    public Bitrate {
      if (minBitsPerSecond > maxBitsPerSecond) {
        throw new IllegalArgumentException(
            "webrtc_cc_min_bitrate="
                + minBitsPerSecond
                + " must not exceed webrtc_cc_max_bitrate="
                + maxBitsPerSecond);
      }
    }

    static Bitrate from(Settings settings) {
      return new Bitrate(
          settings.integer("webrtc_cc_min_bitrate", 30_000, 1_000, 1_000_000_000),
          settings.integer("webrtc_cc_max_bitrate", 10_000_000, 1_000, 1_000_000_000),
          settings.flag("webrtc_cc2_twcc", true));
    }
  }

  /**
   * Lost packets and key frames (RFC 4585, RFC 4588, RFC 5104).
   *
   * @param cachePackets packets of a track kept for retransmission, a power of two
   * @param cacheAge packets older than this are not sent again
   * @param nackTries how often one missing packet is asked for
   * @param keyFrameInterval least time between two key frame requests to one publisher
   * @param mediaTimeout a publisher that sends no media for this long is reported as failed
   */
  public record Repair(
      int cachePackets,
      Duration cacheAge,
      int nackTries,
      Duration keyFrameInterval,
      Duration mediaTimeout) {
    public Repair {
      if (Integer.bitCount(cachePackets) != 1) {
        throw new IllegalArgumentException(
            "rtx_cache_packets=" + cachePackets + " must be a power of two");
      }
    }

    static Repair from(Settings settings) {
      return new Repair(
          settings.integer("rtx_cache_packets", 1_024, 16, 65_536),
          settings.duration("rtx_cache_age", "3s", millis(100), seconds(60)),
          settings.integer("nack_tries", 10, 0, 100),
          settings.duration("key_frame_request_interval", "500ms", millis(50), seconds(60)),
          settings.duration("rtp_activity_timeout", "60s", seconds(1), seconds(86_400)));
    }
  }

  static WebRtcConfig from(Settings settings) {
    return new WebRtcConfig(
        settings.section(Ice::from),
        settings.section(Dtls::from),
        settings.section(Bitrate::from),
        settings.section(Repair::from),
        codecs(settings),
        settings.duration("burst_window", "1ms", Duration.ZERO, millis(100)));
  }

  private static List<String> codecs(Settings settings) {
    String all = "opus,pcma,pcmu,g722,h264,vp8,vp9,av1,h265";
    List<String> names =
        settings.list("codecs", all).stream().map(WebRtcConfig::canonical).toList();
    for (String name : names) {
      if (!CODECS.contains(name) && !PASSED_OVER.contains(name)) {
        settings.fault("codecs: " + name + " is not a codec; known are " + all);
      }
    }
    return names.stream().filter(CODECS::contains).distinct().toList();
  }

  private static String canonical(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "alaw" -> "pcma";
      case "ulaw" -> "pcmu";
      default -> lower;
    };
  }

  private static Duration seconds(long amount) {
    return Duration.ofSeconds(amount);
  }

  private static Duration millis(long amount) {
    return Duration.ofMillis(amount);
  }
}
