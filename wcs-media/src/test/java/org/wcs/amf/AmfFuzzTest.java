package org.wcs.amf;

import com.code_intelligence.jazzer.junit.FuzzTest;

class AmfFuzzTest {
  @FuzzTest
  void reads(byte[] bytes) {
    AmfTest.survivesOne(bytes);
  }
}
