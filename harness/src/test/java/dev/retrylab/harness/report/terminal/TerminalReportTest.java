package dev.retrylab.harness.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.report.Reports;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.document.RunJson;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TerminalReportTest {

  private static final TerminalStyle PLAIN = TerminalStyle.plain();

  static Stream<RunReport> reports() {
    return Stream.of(
        Reports.article(),
        Reports.poisonedBatch(),
        Reports.givenBack(),
        Reports.cutShort(),
        Reports.endsUnknown(),
        Reports.allHypotheses(),
        Reports.many());
  }

  @Test
  void what_was_given_back_unprocessed_has_not_failed() {
    assertThat(TerminalReport.render(Reports.givenBack(), new TerminalStyle(120, false, true)))
        .contains(
            "batch size 10 with batch item failures (stop-at-first)",
            "received (1st receive)   not reached: reported together with a record that failed",
            "↩ given back unprocessed",
            "runs not reaching it             2                0..2 ✓",
            "  - 1 healthy message was dead-lettered without ever running, because it was given back"
                + " unprocessed behind a failed",
            "  - Failed records: 2; given back unprocessed: 2; failed invocations: 0. CloudWatch's")
        .endsWith("/report.html\n");
  }

  @Test
  void a_run_of_which_nothing_tells_how_it_ended_is_not_drawn_as_a_failed_one() {
    assertThat(TerminalReport.render(Reports.endsUnknown(), new TerminalStyle(120, false, true)))
        .contains(
            "received (1st receive)   succeeded; nothing says how its invocation ended",
            "received (1st receive)   ended; nothing says how",
            "received (2nd receive)   ended; nothing says how",
            "? ended; nothing says how")
        .doesNotContain("run failed", "run succeeded", "no outcome seen")
        .containsPattern("(?m)^ +m1  \\?$")
        .containsPattern("(?m)^ +m2  \\?─+\\?─+◆$");
  }

  @Test
  void the_article_at_80_columns() {
    assertThat(TerminalReport.render(Reports.article(), PLAIN))
        .isEqualTo(
            """
          article: FIFO queue, maxReceiveCount 2, asynchronous retry attempts 1
            visibility timeout 30 s, maxReceiveCount 2, batch size 1, function timeout
            5 s, retry attempts 1

          What happened ──────────────────────────────────────────────────────────────────

          m1  user 1                                                             forwarded
            +  0.0 s  sent
            +  0.0 s  received (1st receive)   forwarded to the DLQ
            +  0.1 s  received from the DLQ    receive count 1, sent by the consumer

          m2  user 2                                                         dead-lettered
            +  0.0 s  sent
            +  0.0 s  received (1st receive)   failed: IllegalStateException: user_id 2 a…
            + 30.0 s  received (2nd receive)   failed: IllegalStateException: user_id 2 a…
            + 60.1 s  dead-lettered            moved by the redrive policy (inferred)
            + 60.1 s  received from the DLQ    receive count 3, redriven

                0 s        15 s       30 s       45 s       60 s       75 s       90 s
                ┬──────────┬──────────┬──────────┬──────────┬──────────┬──────────┬
            m1  »◆
            m2  ✗─────────────────────✗─────────────────────◆
                ○                     ○                     ○                     ○

              » consumer forwarded it   ◆ in the dead-letter queue   ✗ run failed
              ─ hidden or in flight   ○ async-retries-apply expects an error

          Real against expected ──────────────────────────────────────────────────────────

                                              real          documented async-retries-apply
            m1  receives                         1                 1 ✓                 1 ✓
                function errors                  0                 0 ✓                 0 ✓
                ends up                  forwarded         forwarded ✓         forwarded ✓
                messages in the DLQ              1                 1 ✓                 1 ✓
                receive count there              1                 1 ✓                 1 ✓
                verdict                                        MATCH ✓             MATCH ✓

            m2  receives                         2                 2 ✓                 2 ✓
                function errors                  2                 2 ✓                 4 ✗
                ends up              dead-lettered     dead-lettered ✓     dead-lettered ✓
                messages in the DLQ              1                 1 ✓                 1 ✓
                receive count there              3                 3 ✓                 3 ✓
                verdict                                        MATCH ✓          DIVERGED ✗

          Hypotheses ─────────────────────────────────────────────────────────────────────

            ✓ documented            survived
                A mapping invokes synchronously: each receive is one run, and the redrive
                policy follows.
            ✗ async-retries-apply   refuted
                Each receive runs the function again by its asynchronous retry attempts.
                m2: 2 function errors, not 4: error 3 was due at +60.0 s, and none came
                until +61.2 s.

          In one sentence ────────────────────────────────────────────────────────────────

            m2 (user 2) failed twice, 30.0 s apart, not 4 times as async-retries-apply
            expects: an event source mapping invokes synchronously, so the function's
            asynchronous retry attempt never applies; after 2 receives (maxReceiveCount 2)
            the redrive policy moved it to the dead-letter queue at +60.1 s, where it
            arrived with receive count 3.

          Findings ───────────────────────────────────────────────────────────────────────

            - Watched until +61.2 s: no further run; the last one any hypothesis in play
              expected was due at +60.0 s.
            - The retry came 30.0 s after the previous receive; the visibility timeout is
              30 s.
            - The evidence is 24 log events, each in the log at most 0.2 s after it
              happened.

          MATCH: what was observed lies inside what is documented.
          Times are of the virtual clock, which skips idle time.
          On AWS this run costs less than $0.01: 5 invocations, 1.2 GB-s, 40 SQS requests,
          2 kB of logs (rates of us-east-1, 2026-06-13, free tier left out).
          All of it is in runs/article/20261121T212404Z-3f9a
          To see it in a browser, open runs/article/20261121T212404Z-3f9a/report.html
          """);
  }

  @Test
  void the_drawing_in_ascii() {
    assertThat(TerminalReport.render(Reports.article(), new TerminalStyle(80, false, false)))
        .contains(
            """
                0 s        15 s       30 s       45 s       60 s       75 s       90 s
                +----------+----------+----------+----------+----------+----------+
            m1  >D
            m2  x---------------------x---------------------D
                o                     o                     o                     o

              > consumer forwarded it   D in the dead-letter queue   x run failed
              - hidden or in flight   o async-retries-apply expects an error
          """);
  }

  @Test
  void a_poisoned_batch_shows_the_copies_and_the_redrive_of_the_innocent_message() {
    assertThat(TerminalReport.render(Reports.poisonedBatch(), PLAIN))
        .contains(
            """
          m1  user 1                                                         dead-lettered
            +  0.0 s  sent
            +  0.0 s  received (1st receive)   forwarded to the DLQ, but its batch failed:
                                               the message returns to the queue
            +  0.1 s  received from the DLQ    receive count 1, sent by the consumer
            + 30.0 s  received (2nd receive)   forwarded to the DLQ, but its batch failed:
                                               the message returns to the queue
            + 30.1 s  received from the DLQ    receive count 1, sent by the consumer
            + 60.1 s  dead-lettered            moved by the redrive policy (inferred)
            + 60.1 s  received from the DLQ    receive count 3, redriven
          """)
        .contains(
            """
            m1 (user 1) failed twice, 30.0 s apart, although the handler was content with
            it: one record that fails returns its whole batch to the queue; after 2
            receives (maxReceiveCount 2) the redrive policy moved it to the dead-letter
            queue at +60.1 s, where it arrived with receive count 3, besides 2 copies that
            the consumer had sent there itself.
          """);
  }

  @Test
  void a_run_that_was_cut_short_says_what_is_missing() {
    assertThat(TerminalReport.render(Reports.cutShort(), PLAIN))
        .contains(
            """
            m2  receives                         1                 2 ?                 2 ?
                function errors                  1                 2 ?                 4 ?
                ends up                     queued     dead-lettered ?     dead-lettered ?
                messages in the DLQ              0                 1 ?                 1 ?
                verdict                                 INCONCLUSIVE ?      INCONCLUSIVE ?
          """)
        .contains(
            """
            m2 (user 2) failed once; it was still queued when the watch ended; the
            evidence does not suffice for a verdict: neither deleted nor dead-lettered yet
            (1 receive seen).
          """)
        .contains("\nINCONCLUSIVE: the evidence does not suffice.\n");
  }

  @Test
  void many_messages_are_counted_and_those_that_diverged_or_failed_are_shown_first() {
    String report = TerminalReport.render(Reports.many(), PLAIN);
    assertThat(report)
        .contains(
            """
            messages  receives  errors  end up         in DLQ  count  A
                4992         1       0  consumed            0      -  ✓
                   7         2       2  dead-lettered       1      3  ✓
                   1         2       0  consumed            0      -  ✗
          """)
        .contains("\n4995 messages not shown one by one.\n");
    assertThat(report.lines().filter(line -> line.matches("m\\d+  user .*")).map(Keys::first))
        .containsExactly("m4000", "m1", "m2", "m3", "m4");
  }

  @Test
  void more_than_two_hypotheses_have_letters_for_names() {
    assertThat(TerminalReport.render(Reports.allHypotheses(), new TerminalStyle(80, false, false)))
        .contains(
            """
            m2  receives                         2      2 ok      2 ok      1 NO      2 ok
                function errors                  2      2 ok      4 NO      1 NO      2 ok
                ends up              dead-lettered        ok        ok        ok        ok
          """)
        .contains("  NO D  count-restarts-in-dlq   refuted\n");
  }

  @Test
  void hypotheses_that_cannot_differ_here_are_told_in_one_line() {
    assertThat(TerminalReport.render(Reports.allHypotheses(), new TerminalStyle(80, false, false)))
        .contains(
            """
              This scenario cannot tell documented from visibility-too-short,
              clock-starts-at-failure, move-in-background: the predictions are the same.
            """)
        .doesNotContain("move-in-background   ");
    assertThat(RunJson.of(Reports.allHypotheses()).path("hypotheses"))
        .as("JSON keeps them all")
        .hasSize(7);
  }

  @ParameterizedTest
  @MethodSource("reports")
  void no_line_is_longer_than_the_terminal_is_wide(RunReport report) {
    for (int width : List.of(80, 100, 120)) {
      for (boolean unicode : List.of(true, false)) {
        assertThat(TerminalReport.render(report, new TerminalStyle(width, false, unicode)).lines())
            .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void without_its_colours_a_coloured_report_is_the_plain_one(RunReport report) {
    String coloured = TerminalReport.render(report, new TerminalStyle(80, true, true));
    assertThat(coloured).contains("\u001b[1m");
    assertThat(coloured.replaceAll("\u001b\\[\\d*m", ""))
        .isEqualTo(TerminalReport.render(report, PLAIN));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void the_fallback_uses_ascii_only(RunReport report) {
    assertThat(TerminalReport.render(report, new TerminalStyle(80, false, false)))
        .matches("\\p{ASCII}*");
  }

  private static final class Keys {
    static String first(String line) {
      return line.substring(0, line.indexOf(' '));
    }
  }
}
