package org.wcs.ejb.jmx;

import java.util.List;
import javax.management.InstanceNotFoundException;

/** What is decoded and encoded. Any thread. */
public interface TranscodersMXBean {

  /** Whether this machine's codec library has been loaded. */
  boolean isAvailable();

  /** Units left out for lack of time or of a key frame, since the start. */
  long getSkipped();

  /** Tracks that are decoded now, and what is made of them. */
  List<CodecData> getCodecs();

  /** Streams made for operators. */
  List<TranscoderData> getTranscoders();

  /** Ends a stream that was made for an operator. */
  void terminate(String uri) throws InstanceNotFoundException;
}
