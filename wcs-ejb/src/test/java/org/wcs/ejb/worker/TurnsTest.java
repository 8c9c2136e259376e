package org.wcs.ejb.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class TurnsTest {

  private static final int THREADS = 4;
  private static final int ROUNDS = 200_000;

  private final Turns turns = new Turns();
  private final Runnable usual = () -> {};
  private final Runnable patient = () -> {};

  @Test
  void patientOnesHaveOneTurnOfEight() {
    for (int i = 0; i < 24; i++) {
      turns.add(usual, Turns.Kind.USUAL);
      turns.add(patient, Turns.Kind.PATIENT);
    }
    List<Integer> places = new ArrayList<>();
    for (int i = 1; i <= 24; i++) {
      if (patient.equals(turns.take())) {
        places.add(i);
      }
    }
    assertThat(places).containsExactly(8, 16, 24);
  }

  @Test
  void whoIsAloneWaitsForNobody() {
    for (int i = 0; i < 20; i++) {
      turns.add(patient, Turns.Kind.PATIENT);
      assertThat(turns.take()).isSameAs(patient);
    }
    for (int i = 0; i < 20; i++) {
      turns.add(usual, Turns.Kind.USUAL);
      assertThat(turns.take()).isSameAs(usual);
    }
    assertThat(turns.take()).isNull();
  }

  @Test
  void oneIsTakenBackOnlyOnce() {
    turns.add(usual, Turns.Kind.USUAL);
    assertThat(turns.remove(usual, Turns.Kind.PATIENT)).isFalse();
    assertThat(turns.remove(usual, Turns.Kind.USUAL)).isTrue();
    assertThat(turns.remove(usual, Turns.Kind.USUAL)).isFalse();
    assertThat(turns.take()).isNull();
  }

  /** Each thread takes as many as it has added, so that none may find nothing. */
  @Test
  void whoHasAddedOneFindsOne() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Integer>> works = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Turns.Kind kind = i % 2 == 0 ? Turns.Kind.USUAL : Turns.Kind.PATIENT;
        works.add(() -> missed(kind));
      }
      for (Future<Integer> each : threads.invokeAll(works)) {
        assertThat(each.get()).isZero();
      }
    }
    assertThat(turns.take()).isNull();
  }

  private int missed(Turns.Kind kind) {
    int missed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      turns.add(usual, kind);
      missed += turns.take() == null ? 1 : 0;
    }
    return missed;
  }
}
