package org.wcs.ice;

/** Candidate priorities, RFC 8445 section 5.1.2.1 and, for TCP, RFC 6544 section 4.2. */
public final class CandidatePriority {
  /** Type preference of host candidates (RFC 8445 section 5.1.2.2). */
  public static final int HOST = 126;

  /** Type preference of peer-reflexive candidates. */
  public static final int PEER_REFLEXIVE = 110;

  /** Type preference of server-reflexive candidates. */
  public static final int SERVER_REFLEXIVE = 100;

  /** RFC 6544 section 4.2: direction preference of a passive host candidate. */
  private static final int PASSIVE = 4;

  private CandidatePriority() {}

  /** The formula: type preference 0-126, local preference 0-65535, component 1-256. */
  public static long of(int typePreference, int localPreference, int component) {
    if (typePreference < 0 || typePreference > 126) {
      throw new IllegalArgumentException("type preference must be 0-126, was " + typePreference);
    }
    if (localPreference < 0 || localPreference > 65535 || component < 1 || component > 256) {
      throw new IllegalArgumentException(
          "local preference must be 0-65535 and component 1-256, were %d and %d"
              .formatted(localPreference, component));
    }
    return ((long) typePreference << 24) + ((long) localPreference << 8) + (256 - component);
  }

  /** A UDP host candidate. */
  public static long host(int localPreference, int component) {
    return of(HOST, localPreference, component);
  }

  /**
   * A passive TCP host candidate: below every UDP host candidate.
   *
   * @param otherPreference 0-8191, tells several addresses apart
   */
  public static long tcpPassive(int otherPreference, int component) {
    if (otherPreference < 0 || otherPreference > 8191) {
      throw new IllegalArgumentException("preference must be 0-8191, was " + otherPreference);
    }
    // RFC 6544 recommends a lower type preference than UDP's so that media prefers UDP.
    return of(HOST - 36, (PASSIVE << 13) | otherPreference, component);
  }

  /**
   * The foundation: equal for candidates of one type, base address and transport (RFC 8445 section
   * 5.1.1.3).
   */
  public static String foundation(String type, String baseAddress, String transport) {
    int hash = (type + '|' + baseAddress + '|' + transport).hashCode();
    return Integer.toUnsignedString(hash);
  }
}
