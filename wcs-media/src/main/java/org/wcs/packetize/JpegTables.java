package org.wcs.packetize;

import java.util.HexFormat;

/**
 * The tables of ITU-T T.81 annex K, which RFC 2435 takes for granted: those of Huffman codes
 * always, those of quantization for quality factors below 128. Stateless.
 */
final class JpegTables {
  /** Coefficients of a table. */
  static final int COEFFICIENTS = 64;

  /** Table K.1. */
  private static final int[] LUMA = {
    16, 11, 10, 16, 24, 40, 51, 61,
    12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77,
    24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101,
    72, 92, 95, 98, 112, 100, 103, 99
  };

  /** Table K.2, but for the last four rows and columns, which are all 99. */
  private static final int[] CHROMA_CORNER = {
    17, 18, 24, 47, 18, 21, 26, 66, 24, 26, 56, 99, 47, 66, 99, 99
  };

  private static final int[] ZIGZAG = zigzag();

  /** The four DHT segments of tables K.3 to K.6 as one, its marker first. */
  private static final byte[] HUFFMAN = huffman();

  private JpegTables() {}

  /** The segment with all Huffman tables; not to be written to. */
  static byte[] huffmanSegment() {
    return HUFFMAN;
  }

  /**
   * Both quantization tables in the order of segments (zigzag), luma first, eight bits each (RFC
   * 2435 section 4.2).
   *
   * @param quality 1 to 99
   */
  static byte[] quantization(int quality) {
    int factor = quality < 50 ? 5_000 / quality : 200 - 2 * quality;
    byte[] tables = new byte[2 * COEFFICIENTS];
    for (int i = 0; i < COEFFICIENTS; i++) {
      int at = ZIGZAG[i];
      tables[i] = scaled(LUMA[at], factor);
      tables[COEFFICIENTS + i] = scaled(chroma(at), factor);
    }
    return tables;
  }

  private static int chroma(int at) {
    int row = at / 8;
    int column = at % 8;
    return row < 4 && column < 4 ? CHROMA_CORNER[4 * row + column] : 99;
  }

  private static byte scaled(int coefficient, int factor) {
    return (byte) Math.clamp((coefficient * factor + 50) / 100, 1, 255);
  }

  /** Where in rows the coefficients stand that the zigzag of figure A.6 passes. */
  private static int[] zigzag() {
    int[] order = new int[COEFFICIENTS];
    int row = 0;
    int column = 0;
    for (int i = 0; i < COEFFICIENTS; i++) {
      order[i] = 8 * row + column;
      boolean up = (row + column) % 2 == 0;
      if (up && column == 7 || !up && row < 7 && column == 0) {
        row++;
      } else if (!up && row == 7 || up && row == 0) {
        column++;
      } else {
        row += up ? -1 : 1;
        column += up ? 1 : -1;
      }
    }
    return order;
  }

  private static byte[] huffman() {
    BitWriter bytes = new BitWriter();
    bytes.put(0xFFC4, 16);
    bytes.put(2 + 2 * (1 + 16 + 12) + 2 * (1 + 16 + 162), 16);
    table(bytes, 0x00, "00010501010101010100000000000000", "000102030405060708090a0b");
    table(bytes, 0x10, "0002010303020403050504040000017d", AC_LUMA);
    table(bytes, 0x01, "00030101010101010101010000000000", "000102030405060708090a0b");
    table(bytes, 0x11, "00020102040403040705040400010277", AC_CHROMA);
    return bytes.bytes();
  }

  private static void table(BitWriter to, int classAndId, String counts, String values) {
    to.put(classAndId, 8);
    for (byte each : HexFormat.of().parseHex(counts + values)) {
      to.put(each & 0xFF, 8);
    }
  }

  /** Table K.5. */
  private static final String AC_LUMA =
      "01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25"
          + "262728292a3435363738393a434445464748494a535455565758595a636465666768696a73747576777879"
          + "7a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8"
          + "c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa";

  /** Table K.6. */
  private static final String AC_CHROMA =
      "0001020311040521310612415107617113223281081442"
          + "91a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a43444546"
          + "4748494a535455565758595a636465666768696a737475767778797a82838485868788898a9293"
          + "9495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6"
          + "d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa";
}
