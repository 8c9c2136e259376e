package org.wcs.hls;

import java.util.List;

/**
 * The files of one track and their names. On the lane of the origin.
 *
 * @param files where they go
 * @param names how they are called
 * @param prefix what all of their names begin with
 */
record TrackFiles(SegmentFiles files, FileNames names, String prefix) {

  private static final String CONTENT_TYPE = "video/mp4";

  StoredFile init(long number, byte[] bytes) {
    return files.keep(names.name(prefix + "init", number, ".mp4"), CONTENT_TYPE, List.of(bytes));
  }

  String segmentName(long number) {
    return names.name(prefix, number, ".m4s");
  }

  String partName(long number) {
    return names.name(prefix + "p", number, ".m4s");
  }

  StoredFile segment(String name, List<byte[]> pieces) {
    return files.store(name, CONTENT_TYPE, pieces);
  }

  StoredFile part(String name, byte[] bytes) {
    return files.keep(name, CONTENT_TYPE, List.of(bytes));
  }
}
