package org.wcs.connectors.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PortPoolTest {

  @Test
  void givesTheLowestFreePortFirst() {
    PortPool pool = new PortPool(31_000, 31_003, 1, 10);
    assertThat(pool.lease(0)).hasValue(31_000);
    assertThat(pool.lease(0)).hasValue(31_001);
  }

  @Test
  void skipsOddPortsWhenAsked() {
    PortPool pool = new PortPool(31_000, 31_005, 2, 10);
    assertThat(pool.lease(0)).hasValue(31_000);
    assertThat(pool.lease(0)).hasValue(31_002);
    assertThat(pool.lease(0)).hasValue(31_004);
    assertThat(pool.lease(0)).isEqualTo(OptionalInt.empty());
  }

  @Test
  void keepsAReturnedPortInQuarantine() {
    PortPool pool = new PortPool(31_000, 31_000, 1, 10);
    assertThat(pool.lease(100)).hasValue(31_000);
    assertThat(pool.statistics(100)).isEqualTo(new PortPool.Statistics(0, 1, 0));
    pool.release(31_000, 100);
    assertThat(pool.statistics(109)).isEqualTo(new PortPool.Statistics(0, 0, 1));
    assertThat(pool.lease(109)).isEmpty();
    assertThat(pool.lease(110)).hasValue(31_000);
  }

  @Test
  void reusesAtOnceWithoutQuarantine() {
    PortPool pool = new PortPool(5, 5, 1, 0);
    pool.lease(0);
    pool.release(5, 0);
    assertThat(pool.statistics(0)).isEqualTo(new PortPool.Statistics(1, 0, 0));
  }

  @Test
  void survivesAClockThatWrapsAround() {
    PortPool pool = new PortPool(5, 5, 1, 10);
    pool.lease(0);
    pool.release(5, Long.MAX_VALUE - 3);
    assertThat(pool.lease(Long.MAX_VALUE)).isEmpty();
    assertThat(pool.lease(Long.MIN_VALUE + 10)).hasValue(5);
  }

  @Test
  void refusesAPortThatWasNotTaken() {
    PortPool pool = new PortPool(5, 6, 1, 10);
    assertThatIllegalArgumentException().isThrownBy(() -> pool.release(5, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> pool.release(-1, 0));
    pool.lease(0);
    pool.release(5, 0);
    assertThatIllegalArgumentException().isThrownBy(() -> pool.release(5, 0));
  }

  @Test
  void refusesARangeThatIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PortPool(0, 5, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new PortPool(6, 5, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new PortPool(5, 65_536, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new PortPool(5, 6, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new PortPool(5, 6, 1, -1));
  }
}
