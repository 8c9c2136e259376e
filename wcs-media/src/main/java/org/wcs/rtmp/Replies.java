package org.wcs.rtmp;

import java.util.ArrayList;
import java.util.List;
import org.wcs.amf.AmfValue;

/**
 * What the server says, in the words that clients compare against (Adobe RTMP 1.0 section 7.2, and
 * the codes of Adobe's server where the specification has none). Stateless.
 */
final class Replies {

  static final String STATUS = "status";
  static final String ERROR = "error";

  private static final String VERSION = "FMS/3,5,7,7009";
  private static final double CAPABILITIES = 31;

  private Replies() {}

  /** Section 7.2.1.1: the client is in. */
  static RtmpMessage connected(double transactionId, RtmpPeer peer) {
    AmfValue properties =
        AmfValue.object("fmsVer", VERSION, "capabilities", CAPABILITIES, "mode", 1);
    List<Object> information =
        new ArrayList<>(List.of("level", STATUS, "code", "NetConnection.Connect.Success"));
    information.addAll(List.of("description", "Connection succeeded."));
    information.addAll(List.of("objectEncoding", peer.objectEncoding()));
    if (!peer.fourCcs().isEmpty()) { // enhanced RTMP: what we take
      information.addAll(List.of("fourCcList", fourCcs(), "capsEx", 0));
      information.addAll(List.of("videoFourCcInfoMap", AmfValue.object("*", 4)));
      information.addAll(List.of("audioFourCcInfoMap", AmfValue.object("*", 4)));
    }
    return RtmpMessage.Command.of(
        0, "_result", transactionId, properties, AmfValue.object(information.toArray()));
  }

  /** The client may not come in. */
  static RtmpMessage rejected(double transactionId, String why) {
    return error(transactionId, "NetConnection.Connect.Rejected", why);
  }

  /** An answer without a complaint. */
  static RtmpMessage result(double transactionId, AmfValue value) {
    return RtmpMessage.Command.of(0, "_result", transactionId, AmfValue.NULL, value);
  }

  /** An answer with one. */
  static RtmpMessage error(double transactionId, String code, String description) {
    return RtmpMessage.Command.of(
        0, "_error", transactionId, AmfValue.NULL, information(ERROR, code, description));
  }

  /** Section 7.2.2: what has become of a stream. */
  static RtmpMessage status(int streamId, String code, String description) {
    return onStatus(streamId, information(STATUS, code, description));
  }

  /** The same, when it is bad news. */
  static RtmpMessage failure(int streamId, String code, String description) {
    return onStatus(streamId, information(ERROR, code, description));
  }

  /** What Adobe's server says beside its answer to FCPublish, FCUnpublish and FCSubscribe. */
  static RtmpMessage onFc(String command, String code, String name) {
    return RtmpMessage.Command.of(
        0, "on" + command, 0, AmfValue.NULL, information(STATUS, code, name));
  }

  /** A user control message about a stream. */
  static RtmpMessage control(RtmpMessage.UserControl.Kind kind, int streamId) {
    return new RtmpMessage.UserControl(kind, streamId);
  }

  /** A data message with one value. */
  static RtmpMessage data(int streamId, String name, AmfValue... values) {
    return new RtmpMessage.Data(streamId, 0, name, List.of(values), false);
  }

  /** A data message of a publisher for a player. */
  static RtmpMessage data(int streamId, RtmpMessage.Data published) {
    return new RtmpMessage.Data(streamId, 0, published.name(), published.arguments(), false);
  }

  private static RtmpMessage onStatus(int streamId, AmfValue information) {
    return RtmpMessage.Command.of(streamId, "onStatus", 0, AmfValue.NULL, information);
  }

  private static AmfValue information(String level, String code, String description) {
    return AmfValue.object("level", level, "code", code, "description", description);
  }

  /** The codecs of enhanced RTMP that this server takes and sends. */
  static AmfValue fourCcs() {
    List<AmfValue> codes = new ArrayList<>();
    for (String code : List.of("avc1", "hvc1", "av01", "vp09", "vp08", "mp4a", "Opus", ".mp3")) {
      codes.add(AmfValue.of(code));
    }
    return new AmfValue.StrictArray(codes);
  }
}
