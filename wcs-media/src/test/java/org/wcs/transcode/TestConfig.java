package org.wcs.transcode;

import java.time.Duration;
import org.wcs.config.TranscodeConfig;

/** Settings for tests. */
final class TestConfig {

  private TestConfig() {}

  static TranscodeConfig defaults() {
    return TranscodeConfig.defaults();
  }

  static TranscodeConfig switches(boolean disabled, boolean disableStreamingProxy) {
    TranscodeConfig base = defaults();
    return new TranscodeConfig(
        disabled,
        disableStreamingProxy,
        base.workers(),
        base.limits(),
        base.pace(),
        base.encoding());
  }

  static TranscodeConfig limits(int encoders, int renditions, int failures) {
    TranscodeConfig base = defaults();
    TranscodeConfig.Limits limits =
        new TranscodeConfig.Limits(encoders, encoders, renditions, failures, Duration.ofSeconds(3));
    return new TranscodeConfig(false, false, base.workers(), limits, base.pace(), base.encoding());
  }
}
