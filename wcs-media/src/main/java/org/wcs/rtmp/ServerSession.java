package org.wcs.rtmp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wcs.amf.AmfValue;
import org.wcs.config.RtmpConfig;
import org.wcs.lane.Lane;
import org.wcs.net.ByteConnection;
import org.wcs.peer.OnceVerdict;
import org.wcs.peer.Refusal;
import org.wcs.stream.EndReason;

/**
 * One client of the RTMP server: {@code connect}, then streams that it publishes or plays (Adobe
 * RTMP 1.0 section 7.2). On the connection's lane, but for {@link #close} and the snapshot.
 */
final class ServerSession implements RtmpConnection.Role {

  private static final Logger LOG = System.getLogger(ServerSession.class.getName());
  private static final long TICK_NANOS = 1_000_000_000L;

  private final RtmpParts parts;
  private final RtmpConnection connection;
  private final Departure departure;
  private final Map<Integer, ServerStream> streams = new HashMap<>();
  private @Nullable RtmpPeer peer;
  private boolean connected;
  private boolean over;
  private int lastStreamId;
  private long busyNanos; // when it last published or played
  private long startedNanos;
  private long pingedNanos;
  private long skipped; // by players that are over
  private final OutgoingWatch outgoing;
  private volatile RtmpSnapshot.Session snapshot = RtmpSnapshot.Session.NONE;

  ServerSession(RtmpParts parts, ByteConnection bytes, Handshake greeting, Departure departure) {
    this.parts = parts;
    this.departure = departure;
    this.connection = new RtmpConnection(bytes, greeting, this, parts.config());
    this.startedNanos = lane().nanoTime();
    this.outgoing = new OutgoingWatch(startedNanos);
    lane().schedule(parts.config().timeouts().handshake().toNanos(), this::handshakeTime);
    lane().schedule(TICK_NANOS, this::tick);
  }

  RtmpConnection connection() {
    return connection;
  }

  RtmpParts parts() {
    return parts;
  }

  Lane lane() {
    return connection.lane();
  }

  /** Who it is; known once it is connected. */
  RtmpPeer peer() {
    return Objects.requireNonNull(peer, "not connected");
  }

  /** The numbers as of the last tick. Any thread. */
  RtmpSnapshot.Session snapshot() {
    return snapshot;
  }

  /** Ends the session; the client is told. Any thread. */
  void close(EndReason reason) {
    lane().execute(() -> end(reason, reason.text()));
  }

  /** Ends one of its streams; the client is told. Any thread. */
  void terminate(String mediaSessionId, EndReason reason) {
    lane()
        .execute(
            () ->
                List.copyOf(streams.values())
                    .forEach(stream -> stream.terminate(mediaSessionId, reason)));
  }

  /** Sends a client away that does nothing else. */
  void closeIfUnused(EndReason reason) {
    if (streams.values().stream().noneMatch(ServerStream::active)) {
      close(reason);
    }
  }

  /** Notes that a stream is published or played. */
  void busy() {
    busyNanos = lane().nanoTime();
  }

  /** Sends a message of this client alone. */
  void send(RtmpMessage message) {
    connection.send(message);
  }

  @Override
  public void handshaken() {
    LOG.log(Level.DEBUG, "{0} has shaken hands", connection.bytes().remote());
  }

  @Override
  public void message(RtmpMessage message) throws RtmpException {
    switch (message) {
      case RtmpMessage.Command command -> command(command);
      case RtmpMessage.Data _, RtmpMessage.Audio _, RtmpMessage.Video _ -> media(message);
      case RtmpMessage.SharedObject _, RtmpMessage.Unknown _, RtmpMessage.UserControl _ -> {}
      case RtmpMessage.SetChunkSize _, RtmpMessage.Abort _, RtmpMessage.Acknowledgement _ -> {}
      case RtmpMessage.WindowAcknowledgementSize _, RtmpMessage.SetPeerBandwidth _ -> {}
    }
  }

  @Override
  public void closed(String why) {
    end(EndReason.SESSION_DISCONNECTED, why);
  }

  private void media(RtmpMessage message) {
    ServerStream stream = streams.get(message.streamId());
    if (stream != null) {
      stream.media(message);
    }
  }

  private void command(RtmpMessage.Command command) throws RtmpException {
    if (!connected && !command.name().equals("connect")) {
      throw new RtmpException(command.name() + " before connect");
    }
    switch (command.name()) {
      case "connect" -> connect(command);
      case "createStream" -> createStream(command);
      case "initStream" -> {}
      case "deleteStream" -> deleteStream((int) command.argument(0).number(0));
      case "releaseStream" -> answer(command, AmfValue.NULL);
      case "FCPublish" -> fc(command, "NetStream.Publish.Start");
      case "FCSubscribe" -> fc(command, "NetStream.Play.Start");
      case "FCUnpublish" -> fcUnpublish(command);
      case "getStreamLength", "_checkbw", "checkBandwidth" -> answer(command, AmfValue.of(0));
      case "publish", "play", "pause", "pauseRaw", "seek", "closeStream" -> ofStream(command);
      case "receiveAudio", "receiveVideo", "play2" -> ofStream(command);
      case "_result", "_error", "onStatus", "pong" -> {}
      default -> unknown(command);
    }
  }

  private void connect(RtmpMessage.Command command) throws RtmpException {
    if (peer != null) {
      throw new RtmpException("connect twice");
    }
    ByteConnection bytes = connection.bytes();
    RtmpPeer introduced = RtmpPeer.of(command, bytes.remote(), bytes.local());
    peer = introduced;
    connection.hold();
    parts
        .policy()
        .connect(
            introduced,
            new OnceVerdict(
                lane(),
                (name, refusal) -> {
                  if (!over) {
                    connectDecided(command, introduced, refusal);
                  } else if (refusal == null) {
                    parts.policy().disconnected(introduced);
                  }
                }));
  }

  private void connectDecided(
      RtmpMessage.Command command, RtmpPeer introduced, @Nullable Refusal refusal) {
    if (refusal != null) {
      send(Replies.rejected(command.transactionId(), refusal.words()));
      end(refusal.reason(), refusal.words());
      return;
    }
    connected = true;
    changed();
    busyNanos = lane().nanoTime();
    connection.introduce();
    send(Replies.connected(command.transactionId(), introduced));
    LOG.log(Level.DEBUG, "{0} is connected", introduced.sessionId());
    connection.release();
  }

  private void createStream(RtmpMessage.Command command) {
    if (streams.size() >= parts.config().listen().maxStreams()) {
      send(
          Replies.error(command.transactionId(), "NetConnection.Call.Failed", "Too many streams."));
      return;
    }
    int id = ++lastStreamId;
    streams.put(id, new ServerStream(this, id));
    answer(command, AmfValue.of(id));
  }

  private void deleteStream(int id) {
    ServerStream stream = streams.remove(id);
    if (stream != null) {
      stream.close();
    }
  }

  private void fc(RtmpMessage.Command command, String code) {
    String name = command.argument(0).text("");
    answer(command, AmfValue.NULL);
    send(Replies.onFc(command.name(), code, name));
  }

  private void fcUnpublish(RtmpMessage.Command command) {
    String name = command.argument(0).text("");
    for (ServerStream stream : List.copyOf(streams.values())) {
      stream.unpublish(RtmpNames.parse(name).name());
    }
    fc(command, "NetStream.Unpublish.Success");
  }

  private void ofStream(RtmpMessage.Command command) {
    ServerStream stream = streams.get(command.streamId());
    if (stream != null) {
      stream.command(command);
    } else {
      unknown(command);
    }
  }

  private void unknown(RtmpMessage.Command command) {
    if (command.transactionId() != 0) {
      send(
          Replies.error(
              command.transactionId(),
              "NetConnection.Call.Failed",
              "Method not found (" + command.name() + ")."));
    }
  }

  private void answer(RtmpMessage.Command command, AmfValue value) {
    if (command.transactionId() != 0) {
      send(Replies.result(command.transactionId(), value));
    }
  }

  private void handshakeTime() {
    if (!connected && !over) {
      end(EndReason.FAILED, "no connect in time");
    }
  }

  private void tick() {
    if (over) {
      return;
    }
    long now = lane().nanoTime();
    streams.values().forEach(stream -> stream.tick(now));
    String overdue = connected ? overdue(now) : null;
    if (overdue != null) {
      end(EndReason.SESSION_DISCONNECTED, overdue);
      return;
    }
    changed();
    lane().schedule(TICK_NANOS, this::tick);
  }

  /** Which silence has lasted too long; null if none has. */
  private @Nullable String overdue(long now) {
    RtmpConfig.Timeouts limits = parts.config().timeouts();
    long silent = now - connection.heardNanos();
    long read = limits.read().toNanos();
    if (silent > limits.idle().toNanos() || (read > 0 && silent > read)) {
      return "the client is silent";
    }
    if (outgoing.stuckNanos(connection, now) > limits.write().toNanos()
        && !limits.write().isZero()) {
      return "the client takes nothing";
    }
    if (streams.values().stream().anyMatch(ServerStream::active)) {
      busyNanos = now;
    } else if (now - busyNanos > limits.command().toNanos()) {
      return "the client neither publishes nor plays";
    }
    if (Math.min(silent, now - pingedNanos) > limits.ping().toNanos()) {
      pingedNanos = now;
      connection.ping();
    }
    return null;
  }

  /** A stream begins or goes otherwise: the numbers are to tell at once. */
  void changed() {
    RtmpPeer known = peer;
    if (known == null) {
      return;
    }
    List<RtmpSnapshot.Stream> each =
        streams.values().stream().flatMap(stream -> stream.snapshot().stream()).toList();
    long left = skipped;
    for (RtmpSnapshot.Stream stream : each) {
      left += stream.skipped();
    }
    snapshot =
        new RtmpSnapshot.Session(
            known, startedNanos, connection.bytesIn(), connection.bytesOut(), left, each);
  }

  /** A stream is not published or played any more. */
  void over(StreamRole role) {
    skipped += role.snapshot().skipped();
    changed();
  }

  private void end(EndReason reason, String why) {
    if (over) {
      return;
    }
    over = true;
    LOG.log(Level.DEBUG, "{0} has ended: {1}", connection.bytes().remote(), why);
    boolean gone = connection.closed();
    for (ServerStream stream : List.copyOf(streams.values())) {
      stream.sessionEnded(reason, gone);
    }
    streams.clear();
    changed();
    connection.close();
    RtmpPeer known = peer;
    if (connected && known != null) {
      parts.policy().disconnected(known);
    }
    departure.gone(this);
  }

  /** Hears that a session is over. */
  interface Departure {
    void gone(ServerSession session);
  }
}
