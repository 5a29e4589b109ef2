package dev.retrylab.harness.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.cli.Main;
import dev.retrylab.harness.cli.option.OutputOptions;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.deployment.aws.AwsTarget;
import dev.retrylab.harness.experiment.FakePace;
import dev.retrylab.harness.experiment.PretendAws;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@DisplayName("After a purge")
class RunExecutorTest {
  private final StringWriter err = new StringWriter();

  private static Target sendableFrom(Target target, TargetClock pace, Optional<Instant> from) {
    return new BorrowedTarget(target, () -> {}) {
      @Override
      public TargetClock clock() {
        return pace;
      }

      @Override
      public Optional<Instant> sendableFrom() {
        return from;
      }
    };
  }

  private Duration waited(Optional<Duration> ahead) throws InterruptedException {
    Scenario article = Scenarios.load("article");
    try (PretendAws aws = new PretendAws(List.of(article));
        AwsTarget target =
            AwsTarget.connect(article, aws.place(), false, aws.conduct(aws.sharedPace(1)))) {
      Instant start = Instant.parse("2026-01-01T00:00:00Z");
      FakePace pace = new FakePace(start);
      CommandLine run = Main.commandLine().getSubcommands().get("run");
      run.setErr(new PrintWriter(err));
      new RunExecutor(Path.of("runs"), (OutputOptions) run.getMixins().get("output"))
          .awaitSendable(article, sendableFrom(target, pace, ahead.map(start::plus)));
      return Duration.between(start, pace.instant());
    }
  }

  @Test
  @DisplayName("a run waits in the time of its target, and says how long and why")
  void waits() throws InterruptedException {
    assertThat(waited(Optional.of(Duration.ofMillis(59_200)))).isEqualTo(Duration.ofMillis(59_200));
    assertThat(err.toString().lines())
        .containsExactly(
            "article: waiting 60 s before anything is sent, since PurgeQueue may delete it until"
                + " then.");
  }

  @Test
  @DisplayName("that has had its time, and where there was none, nothing is waited for or said")
  void waitsForNothing() throws InterruptedException {
    assertThat(waited(Optional.of(Duration.ofSeconds(-1)))).isEqualTo(Duration.ZERO);
    assertThat(waited(Optional.empty())).isEqualTo(Duration.ZERO);
    assertThat(err.toString()).isEmpty();
  }
}
