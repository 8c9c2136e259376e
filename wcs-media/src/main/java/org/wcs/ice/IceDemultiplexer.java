package org.wcs.ice;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a datagram that came to a shared port: by the local ufrag in a STUN request, and by the
 * address for everything else once that address has authenticated. One per lane, on that lane;
 * look-ups do not allocate.
 *
 * @param <T> the owner, such as a peer connection
 */
public final class IceDemultiplexer<T> {
  /** Addresses remembered for one agent. */
  public static final int MAX_PATHS = 8;

  /** An address in use by one agent is not given to another while checks keep coming. */
  private static final long HOLD_NANOS = 10_000_000_000L;

  private final Map<Object, Entry<T>> byUfrag = new HashMap<>();
  private final Map<Object, Entry<T>> byPath = new HashMap<>();
  private final UfragKey ufragProbe = new UfragKey();
  private final PathKey pathProbe = new PathKey();

  /** Adds an agent; false if its ufrag is taken (then make new credentials). */
  public boolean register(IceLiteAgent agent, T owner) {
    UfragKey key = UfragKey.of(agent.local().ufrag());
    return byUfrag.putIfAbsent(key, new Entry<>(agent, owner)) == null;
  }

  /** Removes an agent and all its addresses; no effect if it is not here. */
  public void unregister(IceLiteAgent agent) {
    Entry<T> entry = entryOf(agent);
    if (entry != null) {
      byUfrag.remove(UfragKey.of(agent.local().ufrag()));
      entry.paths.forEach(byPath::remove);
      entry.paths.clear();
    }
  }

  /**
   * Remembers a path over which the agent's peer authenticated. Of more than {@link #MAX_PATHS} the
   * oldest that is not selected goes.
   *
   * @return false if the agent is not registered, or if the address is another agent's selected one
   *     and that agent is alive: who forges a sender's address cannot take it over
   */
  public boolean learn(
      IceLiteAgent agent, Object localPort, InetSocketAddress remote, long nowNanos) {
    Entry<T> entry = entryOf(agent);
    Entry<T> holder = byPath.get(pathProbe.to(localPort, remote));
    if (entry == null || holder == entry) {
      return entry != null;
    }
    PathKey key = new PathKey().to(localPort, remote);
    if (holder != null) {
      if (holder.isAliveOn(key, nowNanos)) {
        return false;
      }
      holder.paths.remove(key);
    }
    if (entry.paths.size() >= MAX_PATHS) {
      byPath.remove(entry.dropOldest());
    }
    entry.paths.add(key);
    byPath.put(key, entry);
    return true;
  }

  /** A local port or TCP connection is gone: forgets its addresses. */
  public void forgetPort(Object localPort) {
    Iterator<Map.Entry<Object, Entry<T>>> each = byPath.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Object, Entry<T>> mapping = each.next();
      if (((PathKey) mapping.getKey()).port == localPort) {
        mapping.getValue().paths.remove(mapping.getKey());
        each.remove();
      }
    }
  }

  /** The owner of the agent whose ufrag begins the USERNAME, or null. */
  public @Nullable T byUfrag(StunMessage message) {
    int length = message.localUfragLength();
    if (length < 0) {
      return null;
    }
    Entry<T> entry = byUfrag.get(ufragProbe.to(message.buffer(), message.usernameAt(), length));
    return entry == null ? null : entry.owner;
  }

  /** The owner of the agent that authenticated on this path, or null. */
  public @Nullable T byAddress(Object localPort, InetSocketAddress remote) {
    Entry<T> entry = byPath.get(pathProbe.to(localPort, remote));
    return entry == null ? null : entry.owner;
  }

  /** How many agents are registered. */
  public int size() {
    return byUfrag.size();
  }

  /** How many addresses are remembered. */
  public int paths() {
    return byPath.size();
  }

  private @Nullable Entry<T> entryOf(IceLiteAgent agent) {
    Entry<T> entry = byUfrag.get(UfragKey.of(agent.local().ufrag()));
    return entry != null && entry.agent == agent ? entry : null;
  }

  private static final class Entry<T> {
    final IceLiteAgent agent;
    final T owner;
    final ArrayDeque<PathKey> paths = new ArrayDeque<>(4);

    Entry(IceLiteAgent agent, T owner) {
      this.agent = agent;
      this.owner = owner;
    }

    boolean isAliveOn(PathKey key, long nowNanos) {
      return key.isOf(agent.selected()) && nowNanos - agent.lastCheckNanos() < HOLD_NANOS;
    }

    PathKey dropOldest() {
      PathKey oldest = paths.removeFirst();
      if (oldest.isOf(agent.selected())) {
        paths.addLast(oldest);
        oldest = paths.removeFirst();
      }
      return oldest;
    }
  }

  /** A path as map key; one mutable instance serves as the probe of all look-ups. */
  private static final class PathKey {
    @Nullable Object port;
    @Nullable InetSocketAddress remote;

    PathKey to(Object newPort, InetSocketAddress newRemote) {
      port = newPort;
      remote = newRemote;
      return this;
    }

    boolean isOf(@Nullable IcePath path) {
      return path != null && path.localPort() == port && path.remote().equals(remote);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof PathKey key
          && key.port == port
          && key.remote != null
          && key.remote.equals(remote);
    }

    @Override
    public int hashCode() {
      int address = remote == null ? 0 : remote.hashCode();
      return System.identityHashCode(port) * 31 + address;
    }
  }

  /** The bytes of a ufrag as map key; one mutable instance serves as the probe of all look-ups. */
  private static final class UfragKey {
    private byte[] bytes = new byte[0];
    private int offset;
    private int length;

    static UfragKey of(String ufrag) {
      byte[] bytes = ufrag.getBytes(StandardCharsets.US_ASCII);
      return new UfragKey().to(bytes, 0, bytes.length);
    }

    UfragKey to(byte[] newBytes, int newOffset, int newLength) {
      bytes = newBytes;
      offset = newOffset;
      length = newLength;
      return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof UfragKey key
          && Arrays.equals(
              bytes, offset, offset + length, key.bytes, key.offset, key.offset + key.length);
    }

    @Override
    public int hashCode() {
      int hash = 1;
      for (int i = offset; i < offset + length; i++) {
        hash = 31 * hash + bytes[i];
      }
      return hash;
    }
  }
}
