package org.wcs.web.signalling;

import java.util.List;

/** One frame of every message that clients are known to send. */
final class Goldens {

  static final String CONNECTION =
      """
      {"message":"connection","data":[{"appKey":"defaultApp","mediaProviders":["WebRTC","MSE"],\
      "keepAlive":"true","authToken":"abc","clientVersion":"2.0","clientOSVersion":"5.0 (X11)",\
      "clientBrowserVersion":"Mozilla/5.0","msePacketizationVersion":2,\
      "custom":{"login":"a","n":[1,2.5,null]},"clientInfo":{"mobile":false},\
      "sipLogin":"1001","sipPassword":"secret","sipPort":"5060","sipRegisterRequired":false}]}\
      """;

  static final String PUBLISH =
      """
      {"message":"publishStream","data":[{"mediaSessionId":"f50d","name":"s1","published":true,\
      "hasVideo":true,"hasAudio":true,"status":"PENDING","record":false,"mediaProvider":"WebRTC",\
      "sdp":"v=0\\r\\no=- 1 1 IN IP4 0.0.0.0\\r\\n","bitrate":0,"minBitrate":300,\
      "maxBitrate":"1500","transport":"TCP","cvoExtension":true,"constraints":{"audio":true}}]}\
      """;

  static final String PLAY =
      """
      {"message":"playStream","data":[{"mediaSessionId":"f547","name":"s1","published":false,\
      "hasVideo":true,"hasAudio":true,"status":"PENDING","record":false,"width":0,"height":0,\
      "mediaProvider":"WebRTC","sdp":"v=0\\r\\n","bitrate":0,"quality":0}]}\
      """;

  static final List<String> ALL =
      List.of(
          CONNECTION,
          PUBLISH,
          PLAY,
          "{\"message\":\"ping\",\"data\":[null]}",
          "{\"message\":\"pong\"}",
          frame("unPublishStream", "\"mediaSessionId\":\"a\",\"name\":\"s\",\"published\":true"),
          frame("stopStream", "\"mediaSessionId\":\"a\",\"name\":\"s\",\"published\":false"),
          frame("availableStream", "\"mediaSessionId\":\"a\",\"name\":\"s\""),
          frame("sendStreamEvent", "\"mediaSessionId\":\"a\",\"type\":\"audioMuted\""),
          frame("sendStreamEvent", "\"mediaSessionId\":\"a\",\"type\":\"data\",\"payload\":{}"),
          frame("sendData", "\"operationId\":\"o\",\"payload\":{\"command\":\"join\"}"),
          frame("pushLogs", "\"logs\":\"12:00 INFO core\""),
          frame("sessionDebug", "\"command\":\"start\""),
          frame("submitBugReport", "\"text\":\"t\",\"type\":\"no_media\""),
          frame("snapshot", "\"name\":\"s\",\"mediaSessionId\":\"a\""),
          frame("connectMediaTransport", "\"authToken\":\"t\""),
          frame("call", "\"callId\":\"c\",\"caller\":\"1\",\"callee\":\"2\",\"sdp\":\"v=0\""),
          frame("answer", "\"callId\":\"c\",\"sdp\":\"v=0\""),
          frame("hangup", "\"callId\":\"c\""),
          frame("hold", "\"callId\":\"c\""),
          frame("unhold", "\"callId\":\"c\""),
          frame("transfer", "\"callId\":\"c\",\"target\":\"3\""),
          frame("sendDtmf", "\"callId\":\"c\",\"type\":\"RFC2833\",\"dtmf\":\"5\""),
          "{\"message\":\"updateCallToVideo\",\"data\":[\"c\"]}",
          frame("webRTCMetricsBatch", "\"mediaSessionId\":\"a\",\"metrics\":\"[]\""),
          frame("joinRoom", "\"id\":\"r\",\"pin\":\"1\",\"internalMessageId\":\"i\""),
          frame("changeQuality", "\"roomId\":\"r\",\"id\":\"1\",\"internalMessageId\":\"i\""),
          frame("changeQuality", "\"mediaSessionId\":\"a\",\"quality\":5"),
          frame("DataStatusEvent", "\"operationId\":\"o\",\"status\":\"ACCEPTED\""));

  private Goldens() {}

  private static String frame(String message, String members) {
    return "{\"message\":\"" + message + "\",\"data\":[{" + members + "}]}";
  }
}
