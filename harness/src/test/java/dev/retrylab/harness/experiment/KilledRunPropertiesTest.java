package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.experiment.Lab.Told;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * A run that ends at any moment and is collected at any later one, hours included. {@link
 * KilledRunIT} does the same to real processes, in real time.
 */
class KilledRunPropertiesTest {
  private static final String SCENARIO =
      """
      name: killed
      queue: { type: %s, visibilityTimeout: 5s, maxReceiveCount: 2 }
      function: { timeout: 5s, retryAttempts: 1 }
      messages:
      %s
      hypotheses: [documented]
      """;
  private static final int MESSAGES = 30;
  private static final ScratchFolder FOLDER = ScratchFolder.create();
  private static final Map<String, List<Told>> WHOLE = new ConcurrentHashMap<>();

  /** The process ends here, and nothing of it goes on. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private static final class KillingPace extends FakePace {
    private int looksLeft;

    KillingPace(SteppedClock clock, int looks) {
      super(clock);
      looksLeft = looks;
    }

    @Override
    public Instant instant() {
      if (looksLeft-- == 0) {
        throw new Killed();
      }
      return super.instant();
    }
  }

  @AfterContainer
  static void end() {
    FOLDER.close();
  }

  @Property(tries = 10)
  @Label("However often and whenever it was killed, a run ends like one that was not")
  void likeTheWhole(
      @ForAll boolean fifo,
      @ForAll @IntRange(max = 700) int firstLife,
      @ForAll @IntRange(max = 400) int secondLife,
      @ForAll @IntRange(max = 21_600) int deadSeconds) {
    Scenario scenario = scenario(fifo ? "fifo" : "standard");
    try (PretendAws aws = new PretendAws(scenario)) {
      AwsRun run = new AwsRun(aws, scenario, FOLDER.path());
      boolean killed = !survives(() -> run.run(aws.conduct(new KillingPace(aws.clock, firstLife))));
      if (!run.begun()) {
        run.run();
      } else if (killed) {
        aws.clock.advance(Duration.ofSeconds(deadSeconds));
        survives(() -> run.collect(aws.conduct(new KillingPace(aws.clock, secondLife))));
        aws.clock.advance(Duration.ofSeconds(deadSeconds / 7));
      }
      RunReport report = run.collect();
      assertThat(aws.sent()).hasSize(MESSAGES);
      assertThat(Lab.told(report)).isEqualTo(whole(scenario));
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
    }
  }

  private static boolean survives(Runnable process) {
    try {
      process.run();
      return true;
    } catch (Killed dead) {
      return false;
    }
  }

  private static List<Told> whole(Scenario scenario) {
    return WHOLE.computeIfAbsent(
        scenario.queue().type().word(),
        any -> {
          try (PretendAws aws = new PretendAws(scenario)) {
            return Lab.told(new AwsRun(aws, scenario, FOLDER.path()).run());
          }
        });
  }

  /** Five waves in ten groups; one message in six fails its two runs, one is forwarded. */
  private static Scenario scenario(String type) {
    StringBuilder messages = new StringBuilder();
    for (int i = 1; i <= MESSAGES; i++) {
      String behaviour = i % 6 == 0 ? "throw" : i % 6 == 3 ? "forward" : "succeed";
      messages.append(
          "  - { key: m%d, userId: \"3\", group: g%d, sendAfter: %ds, behaviour: %s }%n"
              .formatted(i, i % 10, (i - 1) / 6 * 3, behaviour));
    }
    Path file = FOLDER.path().resolve(type + ".yaml");
    try {
      Files.writeString(file, SCENARIO.formatted(type, messages));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Scenarios.load(file.toString());
  }
}
