package org.wcs.transcode;

import org.wcs.unit.Codec;

/** What this machine can decode and encode. Any thread. */
public interface Abilities {

  /** Whether frames of the codec can be decoded here. */
  boolean decodes(Codec codec);

  /** Whether frames of the codec can be made here. */
  boolean encodes(Codec codec);
}
