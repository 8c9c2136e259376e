package org.wcs.ejb.store;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.wcs.config.ShellConfig;

/**
 * Makes those wait who give wrong passwords: longer each time, by address and by user. A user is
 * not kept out of an address where he has logged in before because others guess elsewhere. Bounded
 * memory. Any thread.
 */
final class Brake {

  private static final int MAX_ENTRIES = 10_000;
  private static final int MAX_DOUBLINGS = 20;
  private static final int NETWORK_BYTES = 8; // of an IPv6 address: one household has all of these
  private static final long LONGEST_NANOS = Duration.ofMinutes(15).toNanos();
  private static final long FORGET_NANOS = Duration.ofMinutes(30).toNanos();

  private final int maxFailures;
  private final long delayNanos;
  private final LongSupplier nanoClock;
  private final Map<String, Failures> byAddress = new Bounded<>();
  private final Map<String, Failures> byUser = new Bounded<>();
  private final Map<String, Boolean> trusted = new Bounded<>();

  private record Failures(int count, long lastNanos) {}

  Brake(ShellConfig.Login config, LongSupplier nanoClock) {
    this.maxFailures = config.maxFailures();
    this.delayNanos = config.delay().toNanos();
    this.nanoClock = nanoClock;
  }

  synchronized boolean stops(String user, String address) {
    long now = nanoClock.getAsLong();
    String network = network(address);
    return stops(byAddress.get(network), now)
        || (!trusted.containsKey(pair(user, network)) && stops(byUser.get(user), now));
  }

  synchronized void failed(String user, String address) {
    long now = nanoClock.getAsLong();
    String network = network(address);
    byAddress.put(network, more(byAddress.get(network), now));
    byUser.put(user, more(byUser.get(user), now));
  }

  synchronized void succeeded(String user, String address) {
    String network = network(address);
    byAddress.remove(network);
    if (!stops(byUser.get(user), nanoClock.getAsLong())) {
      byUser.remove(user);
    }
    trusted.put(pair(user, network), Boolean.TRUE);
  }

  /** Addresses and users of which failures are known. */
  synchronized int remembered() {
    return byAddress.size() + byUser.size();
  }

  private boolean stops(@Nullable Failures failures, long now) {
    return failures != null
        && failures.count() >= maxFailures
        && now - failures.lastNanos() < waitNanos(failures.count());
  }

  private long waitNanos(int failures) {
    int doublings = Math.min(failures - maxFailures, MAX_DOUBLINGS);
    return Math.min(delayNanos << doublings, LONGEST_NANOS);
  }

  private static Failures more(@Nullable Failures before, long now) {
    return before == null || now - before.lastNanos() > FORGET_NANOS
        ? new Failures(1, now)
        : new Failures(before.count() + 1, now);
  }

  private static String pair(String user, String network) {
    return network + ' ' + user;
  }

  private static String network(String address) {
    try {
      InetAddress ip = InetAddress.ofLiteral(address);
      return ip instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(ip.getAddress(), NETWORK_BYTES))
          : ip.getHostAddress();
    } catch (IllegalArgumentException e) {
      return address;
    }
  }

  /** Forgets what was used longest ago. */
  private static final class Bounded<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    Bounded() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > MAX_ENTRIES;
    }
  }
}
