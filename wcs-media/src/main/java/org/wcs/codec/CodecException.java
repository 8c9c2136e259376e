package org.wcs.codec;

/**
 * Media that cannot be decoded or encoded, or a codec that is not there. What threw it can be used
 * on, and must still be closed.
 */
public final class CodecException extends Exception {
  CodecException(String message) {
    super(message);
  }
}
