package dev.retrylab.harness.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.document.ResultsDocument;
import dev.retrylab.harness.report.document.RunJson;
import dev.retrylab.harness.scenario.Trigger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the picture of a page is drawn from: results.json as rows of numbers, an eighth of its size,
 * so that the page of 5,000 messages opens at once. Times are milliseconds since the start of the
 * run; words and ids stand once in a table. {@code data.js} reads it.
 *
 * @param visibility the visibility timeouts in milliseconds, each behind the time from which it is
 *     in force
 * @param decisive the hypothesis that the verdict rests on; null where there is none
 * @param messages rows of values
 * @param words the texts that rows name by number
 * @param requests the request ids that rows name by number
 */
record PageData(
    String start,
    long watchedUntil,
    boolean asynchronous,
    List<List<Long>> visibility,
    List<Hypothesis> hypotheses,
    @JsonInclude(JsonInclude.Include.NON_NULL) String decisive,
    List<List<Object>> messages,
    List<Expectation> expectations,
    List<Step> steps,
    List<String> words,
    List<String> requests) {

  /** A hypothesis and whether it survived. */
  record Hypothesis(String id, String result) {}

  /** When receives and errors are expected of a message, and a move to the dead-letter queue. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Expectation(List<Long> earliest, List<Long> due, Long moved) {}

  /** A step of the harness. */
  record Step(
      int number,
      String what,
      Map<String, Long> quantities,
      String remark,
      @JsonInclude(JsonInclude.Include.NON_NULL) Long at) {}

  /**
   * @param requests gets the request ids, which the log lines of the page refer to as well
   */
  static PageData of(RunReport report, StringTable requests) {
    ResultsDocument results = RunJson.document(report);
    Rows rows = new Rows(report.history().start(), new StringTable(), requests);
    List<List<Object>> messages = new ArrayList<>();
    results.messages().forEach(message -> messages.add(rows.message(message)));
    return new PageData(
        results.evidence().start(),
        millis(results.evidence().watchedUntilSeconds()),
        report.scenario().trigger() == Trigger.EVENT,
        report.visibilityTimeouts().entrySet().stream()
            .map(one -> List.of(one.getKey().toMillis(), one.getValue().toMillis()))
            .toList(),
        results.hypotheses().stream().map(one -> new Hypothesis(one.id(), one.result())).toList(),
        Judge.decisive(report.predictions()).map(Prediction::hypothesis).orElse(null),
        messages,
        results.expectations().stream()
            .map(
                one ->
                    new Expectation(
                        times(one.earliestSeconds()),
                        times(one.errorsDueSeconds()),
                        millis(one.deadLetteredNotBeforeSeconds())))
            .toList(),
        results.steps() == null
            ? List.of()
            : results.steps().stream()
                .map(
                    one ->
                        new Step(
                            one.number(),
                            one.what(),
                            one.quantities(),
                            one.remark(),
                            millis(one.offsetSeconds())))
                .toList(),
        rows.words().texts(),
        requests.texts());
  }

  private static List<Long> times(List<BigDecimal> seconds) {
    return seconds.stream().map(PageData::millis).toList();
  }

  private static Long millis(BigDecimal seconds) {
    return seconds == null ? null : seconds.movePointRight(3).longValue();
  }

  private record Rows(Instant start, StringTable words, StringTable requests) {
    List<Object> message(ResultsDocument.Message message) {
      return Arrays.asList(
          message.key(),
          message.userId(),
          message.messageId(),
          words.number(message.group()),
          message.receives(),
          message.functionErrors(),
          message.unprocessed(),
          words.number(message.fate()),
          message.dlqReceiveCount(),
          message.dlqCopies(),
          message.predictions().stream().map(this::prediction).toList(),
          message.events().stream().map(event -> event(event, message.messageId())).toList());
    }

    private List<Integer> prediction(ResultsDocument.Verdict one) {
      List<Integer> row = new ArrayList<>();
      row.add(words.number(one.hypothesis()));
      row.add(words.number(one.verdict()));
      row.add(one.expectation() == null ? StringTable.NONE : one.expectation());
      one.reasons().forEach(reason -> row.add(words.number(reason)));
      return row;
    }

    private List<Object> event(ResultsDocument.Event event, String ownId) {
      return Arrays.asList(
          words.number(event.type()),
          Instant.parse(event.at()).toEpochMilli() - start.toEpochMilli(),
          event.receiveCount(),
          requests.number(event.requestId()),
          event.messageId().equals(ownId) ? StringTable.NONE : words.number(event.messageId()),
          words.number(event.detail()));
    }
  }
}
