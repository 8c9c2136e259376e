package org.wcs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ProcStatTest {

  @Test
  void addsUserAndSystemTimeBehindANameWithSpacesAndParentheses() {
    String stat =
        "4242 (java (x) y) S 1 4242 4242 0 -1 4194560 1000 0 7 0 250 50 3 4 20 0 45 0 99 0";
    assertThat(ProcStat.parseCpuNanos(stat)).isEqualTo(3_000_000_000L);
  }

  @Test
  void refusesWhatIsNoProcessStatus() {
    assertThatIllegalArgumentException().isThrownBy(() -> ProcStat.parseCpuNanos("1 (java) S 1"));
    assertThatIllegalArgumentException().isThrownBy(() -> ProcStat.parseCpuNanos(""));
  }

  @Test
  void readsResidentMemory() {
    String status = "Name:\tjava\nVmPeak:\t  999 kB\nVmRSS:\t  286720 kB\nRssAnon:\t 5 kB\n";
    assertThat(ProcStat.parseResidentBytes(status)).isEqualTo(280L << 20);
  }

  @Test
  void refusesAStatusWithoutMemory() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProcStat.parseResidentBytes("Name:\tkthreadd\n"));
  }
}
