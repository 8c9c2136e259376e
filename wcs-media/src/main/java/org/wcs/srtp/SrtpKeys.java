package org.wcs.srtp;

/**
 * Master keys and salts of both directions, as a key exchange hands them over (RFC 5764 section
 * 4.2). Owned by the receiver of the record; the arrays are not copied.
 *
 * @param profile what the keys are for
 * @param localKey protects what we send
 * @param localSalt belongs to {@code localKey}
 * @param remoteKey protects what we receive
 * @param remoteSalt belongs to {@code remoteKey}
 */
public record SrtpKeys(
    SrtpProfile profile, byte[] localKey, byte[] localSalt, byte[] remoteKey, byte[] remoteSalt) {

  /** Refuses lengths that do not fit the profile. */
  public SrtpKeys {
    SessionKeys.checkLengths(profile, localKey, localSalt);
    SessionKeys.checkLengths(profile, remoteKey, remoteSalt);
  }

  /** Names the profile only: keys do not belong in logs. */
  @Override
  public String toString() {
    return "SrtpKeys[" + profile + "]";
  }
}
