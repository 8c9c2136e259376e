package org.wcs.web.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class CommandsFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void anyTextIsACommand(FuzzedDataProvider data) {
    assertThat(Commands.parse(data.consumeRemainingAsString())).isNotNull();
  }
}
