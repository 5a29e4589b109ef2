package dev.retrylab.harness.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.deployment.aws.AwsTarget;
import dev.retrylab.harness.experiment.PretendAws;
import dev.retrylab.harness.experiment.SharedPace;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Before several runs at one place are begun")
class AnnouncementTest {
  private static final List<Scenario> TWO =
      Stream.of("article", "standard").map(Scenarios::load).toList();

  private static Target telling(Target target, String name) {
    return new BorrowedTarget(target, () -> {}) {
      @Override
      public Optional<String> whereabouts() {
        return Optional.of("Account 000000000000.");
      }

      @Override
      public List<String> facts() {
        return List.of("The queues are empty.", name + ": 3 messages deleted.");
      }
    };
  }

  private static List<String> announced(boolean facts) {
    StringWriter info = new StringWriter();
    try (PretendAws aws = new PretendAws(TWO)) {
      SharedPace pace = aws.sharedPace(1);
      try (ReadyTargets targets =
          ReadyTargets.open(
              TWO,
              scenario ->
                  telling(
                      AwsTarget.connect(scenario, aws.place(), false, aws.conduct(pace)),
                      scenario.name()))) {
        Announcement.ofAll(TWO, targets, facts, new PrintWriter(info));
      }
    }
    return info.toString().lines().toList();
  }

  @Test
  @DisplayName("what is true of all is told once, and where asked for what is true of each")
  void facts() {
    List<String> lines = announced(true);
    assertThat(lines)
        .startsWith(
            "Account 000000000000.",
            "The queues are empty.",
            "article: 3 messages deleted.",
            "standard: 3 messages deleted.")
        .hasSize(5);
    assertThat(lines.get(4)).startsWith("2 scenarios together. ");
    assertThat(announced(false))
        .containsExactly("Account 000000000000.", "The queues are empty.", lines.get(4));
  }
}
