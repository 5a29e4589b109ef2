package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.document.RunJson;
import dev.retrylab.harness.report.terminal.TerminalReport;
import dev.retrylab.harness.report.terminal.TerminalStyle;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.timeline.MessageHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every text that a scenario allows comes through a whole run as it is. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(90)
class TextsIT {
  private static final String PUNCTUATION =
      IntStream.rangeClosed('!', '~')
          .filter(c -> !Character.isLetterOrDigit(c))
          .mapToObj(Character::toString)
          .collect(Collectors.joining());

  private static final List<String> USERS =
      List.of(
          "Ada Lovelace",
          "Müller",
          "u".repeat(130),
          "\"quoted\" and 'quoted' \\ {$x} %s <b>&amp;",
          "two\nlines\r\tand \u0000 \u001b[31mred \u009b",
          "\uD83D\uDE00".repeat(500),
          "\uFFFD \u2028 \u202e",
          "1",
          "x".repeat(1_000));

  @TempDir private Path runs;

  private RunReport run(Scenario scenario) throws InterruptedException {
    RunReport report = new Lab(runs, RuntimeKind.SIMULATED).run(scenario);
    assertThat(report.judgement().verdict()).as(report.toString()).isEqualTo(Verdict.MATCH);
    assertThat(report.history().messages())
        .extracting(MessageHistory::userId)
        .containsExactlyElementsOf(scenario.messages().stream().map(MessageSpec::userId).toList());
    String shown = TerminalReport.render(report, TerminalStyle.plain());
    assertThat(shown.replace("\n", "")).doesNotContainPattern("\\p{Cc}");
    assertThat(RunJson.of(report).path("verdict").asText()).isEqualTo("MATCH");
    return report;
  }

  private static Scenario scenario(List<MessageSpec> messages, String... settings) {
    Scenario article = Scenarios.load("article", List.of(settings));
    return new Scenario(
        "texts",
        "A title of \"two\"\nlines, \u001b[31m and \uD83D\uDE00",
        article.queue(),
        article.mapping(),
        article.function(),
        messages,
        List.of("documented"),
        article.trigger());
  }

  private static List<MessageSpec> messages(Behaviour... behaviours) {
    List<MessageSpec> messages = new ArrayList<>();
    for (String user : USERS) {
      for (Behaviour behaviour : behaviours) {
        String key = "m" + messages.size() + "_-" + "k".repeat(50);
        messages.add(
            MessageSpec.of(key, "u")
                .ofUser(user)
                .behaving(behaviour)
                .inGroup((messages.size() + PUNCTUATION).repeat(4).substring(0, 128)));
      }
    }
    return messages;
  }

  @Test
  void over_a_fifo_queue() throws InterruptedException {
    run(scenario(messages(new Behaviour.Forward(), new Behaviour.Throw())));
  }

  @Test
  void over_a_standard_queue() throws InterruptedException {
    run(
        scenario(
            messages(new Behaviour.Forward(), new Behaviour.Succeed()),
            "queue.type=standard",
            "mapping.batchSize=10"));
  }

  @Test
  void in_direct_invocations() throws InterruptedException {
    run(scenario(messages(new Behaviour.Forward()), "trigger.type=event"));
  }
}
