package org.wcs.stream;

import org.wcs.unit.Frame;
import org.wcs.unit.MediaUnit;
import org.wcs.unit.RtpPacket;

/** How units of one kind are given other numbers and times. */
interface Renumbering<U extends MediaUnit> {

  /** Extended sequence number; 0 for units without one. */
  long sequence(U unit);

  /** When it is decoded, ticks of the track clock. */
  long dts(U unit);

  /** The same unit with so much more in its number and its times; shares the bytes. */
  U shifted(U unit, long sequences, long ticks);

  /** Packets. */
  Renumbering<RtpPacket> OF_PACKETS =
      new Renumbering<>() {
        @Override
        public long sequence(RtpPacket packet) {
          return packet.sequence();
        }

        @Override
        public long dts(RtpPacket packet) {
          return packet.pts();
        }

        @Override
        public RtpPacket shifted(RtpPacket packet, long sequences, long ticks) {
          return new RtpPacket(
              packet.wire(),
              packet.payloadOffset(),
              packet.payloadLength(),
              packet.marker(),
              packet.sequence() + sequences,
              packet.pts() + ticks,
              packet.resync(),
              packet.arrivedNanos());
        }
      };

  /** Frames. */
  Renumbering<Frame> OF_FRAMES =
      new Renumbering<>() {
        @Override
        public long sequence(Frame frame) {
          return 0;
        }

        @Override
        public long dts(Frame frame) {
          return frame.dts();
        }

        @Override
        public Frame shifted(Frame frame, long sequences, long ticks) {
          return new Frame(frame.pts() + ticks, frame.dts() + ticks, frame.key(), frame.payload());
        }
      };
}
