package org.wcs.packetize;

/**
 * The numbers of a track that go on when its packetizer is made anew. On the writer's lane; plain
 * fields because one lane at a time has them.
 */
final class PacketNumbers {
  private long sequence;
  private int picture;

  /** The next extended sequence number, from 0 on. */
  long nextSequence() {
    return sequence++;
  }

  /** The next picture id of 15 bits. */
  int nextPicture() {
    picture = picture + 1 & 0x7FFF;
    return picture;
  }
}
