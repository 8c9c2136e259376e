package org.wcs.ejb.room;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One room: who is in it, and what they publish. Under the lock of the application. */
final class Room {

  private final Key key;
  private final Post post;
  private final Map<String, Member> members = new LinkedHashMap<>(); // by login

  /**
   * What tells one room from another.
   *
   * @param appKey of the application
   * @param name of the room
   */
  record Key(String appKey, String name) {}

  /** The way to a client. It must not block. */
  @FunctionalInterface
  interface Post {
    /** Tells a client something, after everything that goes on with it now. */
    void send(String sessionId, JsonObject payload);
  }

  private record Member(Guest guest, Set<String> streams) {}

  Room(Key key, Post post) {
    this.key = key;
    this.post = post;
  }

  Key key() {
    return key;
  }

  boolean empty() {
    return members.isEmpty();
  }

  boolean has(Guest guest) {
    Member member = members.get(guest.login());
    return member != null && member.guest() == guest;
  }

  /** Whether somebody of that name is here. */
  boolean has(String login) {
    return members.containsKey(login);
  }

  int size() {
    return members.size();
  }

  /** Somebody comes and learns who is here; the others learn who comes. */
  void enter(Guest guest) {
    boolean news =
        members.putIfAbsent(guest.login(), new Member(guest, new LinkedHashSet<>())) == null;
    guest.rooms().add(this);
    send(guest, "STATE", state(guest));
    if (news) {
      tellOthers(guest, "JOINED", Json.createValue(guest.login()));
    }
  }

  /** Somebody goes, and with it what it publishes. */
  void leave(Guest guest) {
    guest.rooms().remove(this);
    if (has(guest)) {
      members.remove(guest.login());
      tellOthers(guest, "LEFT", Json.createValue(guest.login()));
    }
  }

  /** A stream of somebody who is here flows. */
  void published(Guest guest, String stream) {
    Member member = members.get(guest.login());
    if (member != null && member.guest() == guest && member.streams().add(stream)) {
      tellOthers(guest, "PUBLISHED", stream(guest.login(), stream));
    }
  }

  /**
   * A stream is over.
   *
   * @param what {@code UNPUBLISHED} or {@code FAILED}
   */
  void over(Guest guest, String stream, String what) {
    Member member = members.get(guest.login());
    if (member != null && member.guest() == guest && member.streams().remove(stream)) {
      tellOthers(guest, what, stream(guest.login(), stream));
    }
  }

  /**
   * Somebody has a word for somebody else.
   *
   * @return false if nobody of that name is here
   */
  boolean message(Guest from, String to, String text) {
    Member receiver = members.get(to);
    if (receiver == null) {
      return false;
    }
    JsonObject message =
        Json.createObjectBuilder().add("from", from.login()).add("text", text).build();
    send(receiver.guest(), "MESSAGE", message);
    return true;
  }

  private JsonValue state(Guest except) {
    JsonArrayBuilder state = Json.createArrayBuilder();
    for (Member member : members.values()) {
      String login = member.guest().login();
      if (member.guest() != except && member.streams().isEmpty()) {
        state.add(login);
      } else if (member.guest() != except) {
        member.streams().forEach(stream -> state.add(stream(login, stream)));
      }
    }
    return state.build();
  }

  private static JsonObject stream(String login, String name) {
    return Json.createObjectBuilder().add("login", login).add("name", name).build();
  }

  private void tellOthers(Guest except, String what, JsonValue info) {
    for (Member member : members.values()) {
      if (member.guest() != except) {
        send(member.guest(), what, info);
      }
    }
  }

  private void send(Guest to, String what, JsonValue info) {
    post.send(
        to.sessionId(),
        Json.createObjectBuilder()
            .add("roomName", key.name())
            .add("name", what)
            .add("info", info)
            .build());
  }
}
