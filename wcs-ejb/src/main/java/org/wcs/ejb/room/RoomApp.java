package org.wcs.ejb.room;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.LocalBackend;

/** The backend of rooms. Any thread. */
public final class RoomApp implements LocalBackend {

  private static final int MAX_NAME = 128;
  private static final int MAX_ROOMS = 32;
  private static final int MAX_MEMBERS = 1_000;

  /** Hooks whose refusals count. */
  private static final List<HookMethod> SERIOUS =
      List.of(HookMethod.ON_DATA_EVENT, HookMethod.PUBLISH_STREAM, HookMethod.PLAY_STREAM);

  /** Hooks that say nothing of rooms. */
  private static final List<HookMethod> NEEDLESS =
      List.of(
          HookMethod.DATA_STATUS_EVENT,
          HookMethod.STREAM_EVENT,
          HookMethod.STREAM_KEEP_ALIVE_EVENT,
          HookMethod.UN_PUBLISH_STREAM,
          HookMethod.STOP_STREAM,
          HookMethod.SNAPSHOT);

  private static final JsonObject RULES = rules();
  private static final Reply DONE = Reply.ok(JsonValue.EMPTY_JSON_OBJECT);

  private final Room.Post post;
  private final Map<String, Guest> guests = new HashMap<>(); // under this, by session
  private final Map<Room.Key, Room> rooms = new HashMap<>(); // under this

  /** The way to clients. It must not block. */
  @FunctionalInterface
  public interface Post {
    /** Tells a client something, after everything that goes on with it now. */
    void send(String sessionId, String payloadJson);
  }

  /** Makes an application without guests. */
  public RoomApp(Post post) {
    this.post = (sessionId, payload) -> post.send(sessionId, payload.toString());
  }

  @Override
  public synchronized Reply answer(HookMethod method, JsonObject object) {
    return switch (method) {
      case CONNECT -> connect(object);
      case CONNECTION_STATUS_EVENT -> connection(object);
      case ON_DATA_EVENT -> data(object);
      case PUBLISH_STREAM, PLAY_STREAM -> stream(object);
      case STREAM_STATUS_EVENT -> streamStatus(object);
      case PLAY_HLS, PLAY_RTSP -> Reply.refused("Not in the room");
      case UN_PUBLISH_STREAM,
          PAUSE_STREAM,
          STOP_STREAM,
          SNAPSHOT,
          STREAM_KEEP_ALIVE_EVENT,
          STREAM_EVENT,
          DATA_STATUS_EVENT,
          SUBMIT_BUG_REPORT,
          BUG_REPORT_STATUS_EVENT,
          PUSH_LOGS,
          SESSION_DEBUG,
          SESSION_DEBUG_STATUS_EVENT ->
          DONE;
    };
  }

  /** How many rooms there are. */
  public synchronized int rooms() {
    return rooms.size();
  }

  private Reply connect(JsonObject object) {
    String login = name(inner(object, "custom"), "login");
    if (login == null) {
      return Reply.refused("Login is missing");
    }
    String sessionId = object.getString("sessionId", "");
    guests.put(sessionId, new Guest(sessionId, login));
    return Reply.ok(RULES);
  }

  private Reply connection(JsonObject object) {
    String status = object.getString("status", "");
    if (status.equals("DISCONNECTED") || status.equals("FAILED")) {
      Guest gone = guests.remove(object.getString("sessionId", ""));
      if (gone != null) {
        List.copyOf(gone.rooms()).forEach(room -> leave(gone, room));
      }
    }
    return DONE;
  }

  private Reply data(JsonObject object) {
    Guest guest = guest(object);
    JsonObject payload = inner(object, "payload");
    JsonObject options = inner(payload, "options");
    if (guest == null) {
      return Reply.refused("Session does not exist");
    }
    return switch (text(payload, "command")) {
      case "join" -> join(guest, object, options);
      case "leave" -> leave(guest, object, options);
      case "sendMessage" -> message(guest, object, options);
      default -> Reply.refused("Unknown command");
    };
  }

  private Reply join(Guest guest, JsonObject object, JsonObject options) {
    String name = name(options, "name");
    if (name == null) {
      return Reply.refused("Bad room name");
    }
    if (JsonValue.TRUE.equals(options.get("record"))) {
      return Reply.refused("Recording is not available");
    }
    Room.Key key = new Room.Key(object.getString("appKey", ""), name);
    Room room = rooms.getOrDefault(key, new Room(key, post));
    boolean inside = room.has(guest);
    if (!inside && room.has(guest.login())) {
      return Reply.refused("Login is already in the room");
    }
    if (!inside && (guest.rooms().size() >= MAX_ROOMS || room.size() >= MAX_MEMBERS)) {
      return Reply.refused("Too many rooms or participants");
    }
    rooms.put(key, room);
    room.enter(guest);
    return DONE;
  }

  private Reply leave(Guest guest, JsonObject object, JsonObject options) {
    Room room = room(guest, object, options);
    if (room == null) {
      return Reply.refused("Not in the room");
    }
    leave(guest, room);
    return DONE;
  }

  private void leave(Guest guest, Room room) {
    room.leave(guest);
    if (room.empty()) {
      rooms.remove(room.key());
    }
  }

  private Reply message(Guest guest, JsonObject object, JsonObject options) {
    Room room = room(guest, object, inner(options, "roomConfig"));
    if (room == null) {
      return Reply.refused("Not in the room");
    }
    return room.message(guest, text(options, "to"), text(options, "text"))
        ? DONE
        : Reply.refused("Participant not found");
  }

  /** A stream that names a room is for those who are in it. */
  private Reply stream(JsonObject object) {
    JsonObject custom = inner(object, "custom");
    Guest guest = guest(object);
    boolean free = !custom.containsKey("name");
    return free || (guest != null && room(guest, object, custom) != null)
        ? DONE
        : Reply.refused("Not in the room");
  }

  private Reply streamStatus(JsonObject object) {
    Guest guest = guest(object);
    Room room = guest == null ? null : room(guest, object, inner(object, "custom"));
    if (guest == null || room == null || !object.getBoolean("published", false)) {
      return DONE;
    }
    String stream = object.getString("name", "");
    switch (object.getString("status", "")) {
      case "PUBLISHING" -> room.published(guest, stream);
      case "UNPUBLISHED" -> room.over(guest, stream, "UNPUBLISHED");
      case "FAILED" -> room.over(guest, stream, "FAILED");
      default -> {}
    }
    return DONE;
  }

  private @Nullable Guest guest(JsonObject object) {
    return guests.get(object.getString("sessionId", ""));
  }

  /** The room that the options name, if the guest is in it. */
  private @Nullable Room room(Guest guest, JsonObject object, JsonObject options) {
    Room room = rooms.get(new Room.Key(object.getString("appKey", ""), text(options, "name")));
    return room != null && room.has(guest) ? room : null;
  }

  private static JsonObject inner(JsonObject object, String key) {
    return object.get(key) instanceof JsonObject inner ? inner : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static String text(JsonObject object, String key) {
    return object.get(key) instanceof JsonString text ? text.getString() : "";
  }

  /** Null if it is none. */
  private static @Nullable String name(JsonObject object, String key) {
    String name = text(object, key);
    boolean usable =
        !name.isBlank()
            && name.length() <= MAX_NAME
            && name.chars().noneMatch(Character::isISOControl);
    return usable ? name : null;
  }

  private static JsonObject rules() {
    JsonObjectBuilder rules = Json.createObjectBuilder();
    SERIOUS.forEach(
        method ->
            rules.add(method.wireName(), Json.createObjectBuilder().add("restOnError", "FAIL")));
    NEEDLESS.forEach(
        method ->
            rules.add(method.wireName(), Json.createObjectBuilder().add("restPolicy", "DISABLE")));
    return Json.createObjectBuilder().add("restClientConfig", rules).build();
  }
}
