package org.wcs.rtmp;

import org.wcs.amf.AmfLimits;

/**
 * What one peer may make us hold.
 *
 * @param messageBytes longest message
 * @param chunkStreams how many chunk streams it may use
 * @param bufferedBytes of all unfinished messages together
 * @param amf limits of commands and data
 */
record ChunkLimits(int messageBytes, int chunkStreams, int bufferedBytes, AmfLimits amf) {
  static final ChunkLimits DEFAULT = new ChunkLimits(8 << 20, 64, 12 << 20, AmfLimits.DEFAULT);

  ChunkLimits {
    if (messageBytes < 1 || chunkStreams < 1 || bufferedBytes < messageBytes) {
      throw new IllegalArgumentException(
          "message "
              + messageBytes
              + ", chunk streams "
              + chunkStreams
              + ", buffered "
              + bufferedBytes);
    }
  }
}
