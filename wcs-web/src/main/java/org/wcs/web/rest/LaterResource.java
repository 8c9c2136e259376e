package org.wcs.web.rest;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Calls that clients know and this server does not serve yet: they are told so. Stateless. */
@Path("/")
@Produces(Answers.JSON)
public class LaterResource {

  private static final List<String> ONE_OF_MANY = List.of("startup", "find_all", "terminate");

  /** Calls by their group. */
  private static final Map<String, List<String>> KNOWN =
      Map.of(
          "call",
          List.of(
              "startup",
              "find",
              "find_all",
              "terminate",
              "send_dtmf",
              "inject_sound",
              "inject_stream",
              "inject_stream/startup",
              "inject_stream/terminate"),
          "mixer",
          List.of(
              "startup",
              "add",
              "remove",
              "find_all",
              "terminate",
              "setAudioVideo",
              "set_body_watermark",
              "set_stream_watermark",
              "set_stream_label",
              "set_parameter",
              "set_stream_avatar",
              "remove_stream_avatar",
              "set_position"),
          "cdn",
          List.of(
              "show_routes",
              "show_nodes",
              "show_state",
              "show_redundant_transcodings",
              "profile/print",
              "stream/access_list/add",
              "stream/access_list/remove",
              "stream/access_list/delete",
              "stream/access_list/print"),
          "recorder",
          ONE_OF_MANY,
          "multipleRecorder",
          List.of("startup", "add", "remove", "find_all", "terminate"),
          "vod",
          List.of("startup", "find", "find_all", "terminate"),
          "mpegts",
          List.of("startup", "find", "find_all", "terminate"),
          "sfu",
          List.of("stats"),
          "api",
          List.of("create-session", "find_all", "terminate", "call", "hangup"));

  private static final Map<String, String> WHAT =
      Map.of(
          "call", "SIP calls",
          "mixer", "Mixers",
          "cdn", "Networks of servers",
          "recorder", "Recordings",
          "multipleRecorder", "Recordings",
          "vod", "Streams of files",
          "mpegts", "MPEG-TS and SRT",
          "sfu", "Rooms of the SFU",
          "api", "SIP sessions of the server itself");

  /** Tells what is not served yet. */
  @POST
  @Path("{group: call|mixer|cdn|recorder|multipleRecorder|vod|mpegts|sfu|api}" + "/{verb: .+}")
  @Operation(hidden = true)
  public Response later(@PathParam("group") String group, @PathParam("verb") String verb) {
    if (!KNOWN.getOrDefault(group, List.of()).contains(verb)) {
      throw new Misfit(Failure.of(404), "There is no such call");
    }
    throw new Misfit(Failure.LATER, WHAT.get(group) + " are not served yet");
  }
}
