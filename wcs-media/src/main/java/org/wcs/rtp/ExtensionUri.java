package org.wcs.rtp;

/** The URIs of the RTP header extensions that matter here (RFC 8285 section 5). */
public final class ExtensionUri {
  /** The m-line a packet belongs to (RFC 8843 section 15). */
  public static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";

  /** One sequence for the whole transport (draft-holmer-rmcat-transport-wide-cc-extensions-01). */
  public static final String TRANSPORT_WIDE_CC =
      "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

  /** Rotation of the picture (3GPP TS 26.114). */
  public static final String VIDEO_ORIENTATION = "urn:3gpp:video-orientation";

  private ExtensionUri() {}
}
