package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.judge.evidence.EvidenceFinding;
import dev.retrylab.harness.local.clock.Faults;
import dev.retrylab.harness.local.failure.EngineFailures;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import java.nio.file.Path;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Whole runs in which one call between the engine's rooms throws an exception or an Error. However
 * that ends, the run says so, no message is lost, and nothing waits for ever.
 */
class FaultInjectionTest {
  /** How many faults, one after the other, each scenario is run with. */
  private static final int FAULTS = Integer.getInteger("retrylab.faults", 1);

  /** Every fault is logged with its stack trace, which nobody needs here. */
  private final Logger log = Logger.getLogger(EngineFailures.class.getName());

  @BeforeContainer
  static void tellOfMore() {
    if (FAULTS == 1) {
      System.out.println(
          "FaultInjectionTest lets 1 call throw in each scenario; -Dretrylab.faults=10 lets 10.");
    }
  }

  @BeforeProperty
  void quiet() {
    log.setLevel(Level.OFF);
  }

  @AfterProperty
  void loud() {
    log.setLevel(null);
  }

  @Property(tries = 60)
  @Domain(AnyScenarios.class)
  @Domain(DomainContext.Global.class)
  void a_failure_inside_the_engine_is_heard(@ForAll Scenario scenario, @ForAll long seed)
      throws InterruptedException {
    assertHeard(scenario, seed);
  }

  @Property(tries = 20)
  @Domain(AnyEvents.class)
  @Domain(DomainContext.Global.class)
  void a_failure_inside_the_engine_is_heard_where_events_are_invoked(
      @ForAll Scenario scenario, @ForAll long seed) throws InterruptedException {
    assertHeard(scenario, seed);
  }

  private static void assertHeard(Scenario scenario, long seed) throws InterruptedException {
    try (ScratchFolder runs = ScratchFolder.create()) {
      Faults none = new Faults(0, false);
      RunReport undisturbed = FaultyRun.of(scenario, seed, none, runs.path());
      assertThat(undisturbed.evidence().failures()).isEmpty();
      assertThat(undisturbed.judgement().verdict())
          .as("%s", undisturbed.judgement().verdicts())
          .isNotEqualTo(Verdict.DIVERGED);
      Random random = new Random(seed);
      for (int i = 0; i < FAULTS; i++) {
        Faults one = new Faults(none.oneOf(random), random.nextBoolean());
        assertHeard(scenario, seed, one, runs.path());
      }
    }
  }

  private static void assertHeard(Scenario scenario, long seed, Faults fault, Path runs)
      throws InterruptedException {
    RunReport report = FaultyRun.of(scenario, seed, fault, runs);
    Throwable thrown = fault.thrown().orElseThrow();
    assertThat(report.evidence().failures())
        .as("what was reported of %s", thrown)
        .anySatisfy(failure -> assertThat(failure.stackTrace()).contains(thrown.getMessage()));
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.judgement().findings().get(0)).isInstanceOf(EvidenceFinding.LabFailed.class);
  }
}
