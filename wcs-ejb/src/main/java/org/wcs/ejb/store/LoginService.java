package org.wcs.ejb.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.wcs.config.ShellConfig;

/**
 * Checks passwords for every way in, and brakes those who guess. Any thread that may block for a
 * second; never an event loop.
 */
public final class LoginService {

  private static final Logger LOG = System.getLogger(LoginService.class.getName());
  private static final int MAC_KEY_BYTES = 32;
  private static final int SHOWN_NAME = 64;
  private static final int TURNS = 64;

  private final Users users;
  private final Brake brake;
  private final SecretKeySpec macKey;
  private final ReentrantLock[] turns = new ReentrantLock[TURNS];
  private final Map<String, Proven> proven = new ConcurrentHashMap<>();

  /** A password that was right while the stored hash was {@code stamp}. */
  private record Proven(String stamp, byte[] mac) {}

  /**
   * Makes the service.
   *
   * @param config how often passwords may be tried
   * @param nanoClock monotonic time in nanoseconds
   */
  public LoginService(Users users, ShellConfig.Login config, LongSupplier nanoClock) {
    this.users = users;
    this.brake = new Brake(config, nanoClock);
    byte[] key = new byte[MAC_KEY_BYTES];
    new SecureRandom().nextBytes(key);
    this.macKey = new SecretKeySpec(key, "HmacSHA256");
    Arrays.setAll(turns, i -> new ReentrantLock());
  }

  /**
   * Who this is. While a user or an address is braked, even the right password is refused, at once.
   *
   * @param address where the request comes from, as text
   * @return null if it is nobody, may not log in, or must wait
   */
  public @Nullable User login(String user, char[] password, String address) {
    String shown = shown(user);
    // One after another for an address: a hundred tries at once are not free of the brake.
    ReentrantLock turn = turns[Math.floorMod(address.hashCode(), turns.length)];
    turn.lock();
    try {
      if (brake.stops(shown, address)) {
        LOG.log(Level.WARNING, "login of {0} from {1} refused: too many failures", shown, address);
        return null;
      }
      if (!right(user, password)) {
        brake.failed(shown, address);
        LOG.log(Level.WARNING, "login of {0} from {1} failed", shown, address);
        return null;
      }
      brake.succeeded(shown, address);
    } finally {
      turn.unlock();
    }
    return users.find(user).filter(User::active).orElse(null);
  }

  /** A hash costs much; a password that was right once is remembered by a keyed digest. */
  private boolean right(String user, char[] password) {
    String stamp = users.stamp(user);
    byte[] mac = mac(password);
    Proven before = proven.get(user);
    if (before != null
        && !stamp.isEmpty()
        && before.stamp().equals(stamp)
        && MessageDigest.isEqual(before.mac(), mac)) {
      return true;
    }
    if (!users.verify(user, password) || stamp.isEmpty()) {
      return false;
    }
    proven.put(user, new Proven(stamp, mac));
    return true;
  }

  private byte[] mac(char[] password) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(macKey);
      mac.update(encoded.duplicate());
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC", e);
    } finally {
      Arrays.fill(encoded.array(), (byte) 0);
    }
  }

  /** Somebody else's text in a log line: short, and on one line. */
  private static String shown(String user) {
    String cut = user.length() > SHOWN_NAME ? user.substring(0, SHOWN_NAME) : user;
    return cut.replaceAll("[^\\x21-\\x7E]", "?");
  }
}
