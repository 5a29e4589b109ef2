package dev.retrylab.harness.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.report.Reports;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.Verdicts;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Of the article's two messages, m2 failed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PictureSelectionTest {
  private final RunReport report = Reports.article();
  private final Verdicts verdicts = new Verdicts(report);

  @Test
  void all_that_fit_are_pictured() {
    PictureSelection pictured = PictureSelection.of(report, verdicts, List.of(), 2);
    assertThat(pictured.report()).isSameAs(report);
    assertThat(pictured.leftOut()).isEmpty();
  }

  @Test
  void what_went_wrong_comes_first_and_the_rest_is_said_to_be_left_out() {
    PictureSelection pictured = PictureSelection.of(report, verdicts, List.of(), 1);
    assertThat(pictured.report().history().messages())
        .extracting(MessageHistory::key)
        .containsExactly("m2");
    assertThat(pictured.leftOut())
        .hasValueSatisfying(
            sentence -> assertThat(sentence).startsWith("The picture is of 1 of the 2 messages"));
  }

  @Test
  void what_the_page_names_comes_before_what_went_wrong() {
    assertThat(
            PictureSelection.of(report, verdicts, List.of("m1"), 1).report().history().messages())
        .extracting(MessageHistory::key)
        .containsExactly("m1");
  }

  @Test
  void log_lines_are_not_asked_for_where_messages_are_left_out() {
    assertThat(
            PictureSelection.of(report, verdicts, List.of(), 1)
                .logLines(
                    () -> {
                      throw new AssertionError("asked for");
                    }))
        .isEqualTo(List.of());
  }
}
