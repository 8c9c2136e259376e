package org.wcs.rtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The first bytes of what real encoders wrote (libvpx, x264, x265, libaom, SVT-AV1), and how they
 * are put into payloads.
 */
public final class Bitstreams {
  private static final Properties ALL = read();

  private Bitstreams() {}

  private static Properties read() {
    Properties all = new Properties();
    try (InputStream in = Bitstreams.class.getResourceAsStream("bitstreams.properties")) {
      all.load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static TreeSet<String> names() {
    return new TreeSet<>(ALL.stringPropertyNames());
  }

  public static byte[] of(String name) {
    return Bytes.hex(Objects.requireNonNull(ALL.getProperty(name), name));
  }

  /** Everything in every kind of payload, whatever codec that is of. */
  public static void payloads(Consumer<byte[]> taker) {
    for (String name : names()) {
      byte[] unit = of(name);
      taker.accept(unit);
      taker.accept(stapA(unit, unit));
      taker.accept(fuA(unit, true));
      taker.accept(aggregation(unit, unit));
      taker.accept(fragment(unit, true));
      taker.accept(behind("90e0 8123 07 40", unit));
      taker.accept(behind("be 8123 10 38 0140 00f0 0280 01e0 02 0804 01", unit));
      taker.accept(av1(0x08, unit, unit));
    }
  }

  /** A payload that starts with a descriptor given as hex. */
  public static byte[] behind(String descriptor, byte[] frame) {
    return Bytes.join(Bytes.hex(descriptor), frame);
  }

  /** RFC 6184 section 5.7.1. */
  public static byte[] stapA(byte[]... units) {
    return Bytes.join(new byte[] {0x78}, sized(units));
  }

  /** RFC 6184 section 5.8: a fragment that starts, or goes on with, a unit. */
  public static byte[] fuA(byte[] unit, boolean start) {
    byte indicator = (byte) (unit[0] & 0xE0 | 28);
    byte header = (byte) (unit[0] & 0x1F | (start ? 0x80 : 0));
    return Bytes.join(new byte[] {indicator, header}, behindHeader(unit, 1));
  }

  /** RFC 7798 section 4.4.2. */
  public static byte[] aggregation(byte[]... units) {
    return Bytes.join(new byte[] {0x60, 0x01}, sized(units));
  }

  /** RFC 7798 section 4.4.3. */
  public static byte[] fragment(byte[] unit, boolean start) {
    byte header = (byte) (unit[0] >>> 1 & 0x3F | (start ? 0x80 : 0));
    return Bytes.join(new byte[] {0x62, 0x01, header}, behindHeader(unit, 2));
  }

  private static byte[] behindHeader(byte[] unit, int header) {
    return java.util.Arrays.copyOfRange(unit, header, unit.length);
  }

  private static byte[] sized(byte[]... units) {
    byte[] all = new byte[0];
    for (byte[] unit : units) {
      all = Bytes.join(all, Bytes.word(unit.length), unit);
    }
    return all;
  }

  /** AV1 payload: the header byte, then units, all but the last with a length if W is not 0. */
  public static byte[] av1(int header, byte[]... units) {
    byte[] all = {(byte) header};
    int counted = header >>> 4 & 3;
    for (int i = 0; i < units.length; i++) {
      boolean sized = counted == 0 || i < counted - 1;
      byte[] length = sized ? new byte[] {(byte) units[i].length} : new byte[0];
      all = Bytes.join(all, length, units[i]);
    }
    return all;
  }
}
