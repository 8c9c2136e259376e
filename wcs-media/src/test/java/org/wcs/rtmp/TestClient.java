package org.wcs.rtmp;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.wcs.amf.AmfValue;
import org.wcs.fake.BytePair;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteReceiver;

/** A client in the words of the wire: says what a test tells it and keeps what it hears. */
final class TestClient implements ByteReceiver {

  final BytePair.End end;
  final List<RtmpMessage> heard = new ArrayList<>();
  final ChunkWriter writer = new ChunkWriter();
  private final HandshakeClient handshake;
  private final ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULT);
  private double transaction;
  boolean closed;
  @Nullable RtmpException broken;

  TestClient(BytePair.End end) {
    this.end = end;
    this.handshake = new HandshakeClient(new Random(1), 0, true);
    end.receiver(this);
    raw(handshake.reply());
  }

  void raw(byte[] bytes) {
    end.write(bytes, 0, bytes.length);
  }

  void say(RtmpMessage message) {
    raw(writer.write(message));
  }

  void call(int streamId, String name, AmfValue... arguments) {
    say(RtmpMessage.Command.of(streamId, name, ++transaction, AmfValue.NULL, arguments));
  }

  void connect(String app, Object... more) {
    List<Object> members = new ArrayList<>(List.of("app", app));
    members.addAll(List.of("tcUrl", "rtmp://server/" + app, "flashVer", "test"));
    members.addAll(List.of(more));
    say(RtmpMessage.Command.of(0, "connect", ++transaction, AmfValue.object(members.toArray())));
    say(new RtmpMessage.SetChunkSize(60_000));
  }

  void publish(String name) {
    call(0, "releaseStream", AmfValue.of(name));
    call(0, "FCPublish", AmfValue.of(name));
    call(0, "createStream");
    call(1, "publish", AmfValue.of(name), AmfValue.of("live"));
  }

  void play(String name) {
    call(0, "createStream");
    call(1, "play", AmfValue.of(name), AmfValue.of(-2));
  }

  /** The codes of onStatus so far. */
  List<String> codes() {
    List<String> codes = new ArrayList<>();
    for (RtmpMessage message : heard) {
      if (message instanceof RtmpMessage.Command command && command.name().equals("onStatus")) {
        codes.add(command.argument(0).get("code").text(""));
      }
    }
    return codes;
  }

  <M extends RtmpMessage> List<M> heard(Class<M> type) {
    return heard.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** What came of a command: the last one of that name. */
  List<RtmpMessage.Command> commands(String name) {
    return heard(RtmpMessage.Command.class).stream()
        .filter(command -> command.name().equals(name))
        .toList();
  }

  @Override
  public void received(ByteConnection connection, byte[] buffer, int offset, int length) {
    try {
      int used = 0;
      if (!handshake.finished()) {
        used = handshake.read(buffer, offset, length);
        raw(handshake.reply());
      }
      if (handshake.finished() && used < length) {
        reader.read(buffer, offset + used, length - used, heard::add);
      }
    } catch (RtmpException e) {
      broken = e;
    }
  }

  @Override
  public void writabilityChanged(ByteConnection connection, boolean writable) {
    // writes as it likes
  }

  @Override
  public void closed(ByteConnection connection, @Nullable String why) {
    closed = true;
  }
}
