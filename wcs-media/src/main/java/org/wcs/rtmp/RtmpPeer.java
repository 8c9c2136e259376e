package org.wcs.rtmp;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.wcs.amf.AmfValue;

/**
 * A client of the RTMP server, as its {@code connect} describes it. Immutable.
 *
 * @param sessionId {@code /<client ip>:<port>/<server ip>:<port>}
 * @param remote the client's address
 * @param app the application without its parameters
 * @param tcUrl the URL that the client connected to
 * @param flashVersion how the client introduces itself
 * @param objectEncoding 0 or 3
 * @param parameters of the application's URL, and what else the connect object and the arguments
 *     behind it hold
 * @param fourCcs codecs of enhanced RTMP that the client takes, {@code *} for all; empty if it does
 *     not speak it
 */
public record RtmpPeer(
    String sessionId,
    InetSocketAddress remote,
    String app,
    String tcUrl,
    String flashVersion,
    int objectEncoding,
    Map<String, String> parameters,
    Set<String> fourCcs) {

  /** The application that clients of RTMP belong to unless they name another. */
  public static final String DEFAULT_APP_KEY = "flashStreamingApp";

  private static final int MOST_PARAMETERS = 128;
  private static final int LONGEST = 4_096;

  /** Members of the connect object with a meaning of their own. */
  private static final Set<String> KNOWN =
      Set.of(
          "app",
          "flashVer",
          "flashver",
          "tcUrl",
          "fpad",
          "capabilities",
          "audioCodecs",
          "videoCodecs",
          "videoFunction",
          "objectEncoding",
          "type",
          "capsEx",
          "fourCcList");

  public RtmpPeer {
    parameters = Map.copyOf(parameters);
    fourCcs = Set.copyOf(fourCcs);
  }

  /** The application key: the parameter of that name, or the default. */
  public String appKey() {
    return parameters.getOrDefault("appKey", DEFAULT_APP_KEY);
  }

  static RtmpPeer of(
      RtmpMessage.Command connect, InetSocketAddress remote, InetSocketAddress local) {
    AmfValue object = connect.object();
    String tcUrl = bounded(object.get("tcUrl").text(""));
    RtmpNames app = RtmpNames.parse(bounded(object.get("app").text("")));
    Map<String, String> parameters = new LinkedHashMap<>(RtmpNames.parse(tcUrl).parameters());
    parameters.putAll(app.parameters());
    add(parameters, object);
    connect.arguments().forEach(argument -> add(parameters, argument));
    String sessionId = "/" + address(remote) + "/" + address(local);
    String version = bounded(object.get("flashVer").text(""));
    int encoding = object.get("objectEncoding").number(0) == 3 ? 3 : 0;
    return new RtmpPeer(
        sessionId, remote, app.name(), tcUrl, version, encoding, parameters, fourCcs(object));
  }

  private static void add(Map<String, String> parameters, AmfValue object) {
    for (Map.Entry<String, AmfValue> member : object.members().entrySet()) {
      String value = text(member.getValue());
      if (!KNOWN.contains(member.getKey())
          && !value.isEmpty()
          && parameters.size() < MOST_PARAMETERS) {
        parameters.putIfAbsent(member.getKey(), bounded(value));
      }
    }
  }

  private static String text(AmfValue value) {
    if (value instanceof AmfValue.Number(double number)) {
      return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
    if (value instanceof AmfValue.Int(int number)) {
      return Integer.toString(number);
    }
    return value instanceof AmfValue.Bool(boolean truth) ? Boolean.toString(truth) : value.text("");
  }

  /** The list of enhanced RTMP 1, and the maps of version 2 that say who can decode what. */
  private static Set<String> fourCcs(AmfValue object) {
    Set<String> codes = new LinkedHashSet<>();
    object.get("fourCcList").values().forEach(code -> codes.add(code.text("")));
    codes.addAll(object.get("videoFourCcInfoMap").members().keySet());
    codes.addAll(object.get("audioFourCcInfoMap").members().keySet());
    codes.removeIf(code -> !code.equals("*") && code.length() != 4);
    return codes;
  }

  private static String address(InetSocketAddress address) {
    String host =
        address.getAddress() == null
            ? address.getHostString()
            : address.getAddress().getHostAddress();
    return host + ":" + address.getPort();
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
