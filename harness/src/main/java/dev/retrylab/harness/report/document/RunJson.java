package dev.retrylab.harness.report.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.cost.CostDocument;
import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.rules.Concurrency;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.judge.evidence.Finding;
import dev.retrylab.harness.report.Explanation;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.StepComparison;
import dev.retrylab.harness.report.Verdicts;
import dev.retrylab.harness.report.aggregate.Aggregate;
import dev.retrylab.harness.scenario.SettingsMap;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.StepResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes the {@link ResultsDocument} of a judged run, and writes it. */
public final class RunJson {
  private static final int SCHEMA = 1;

  /** Without a dead-letter queue there may be a million receives; nobody looks at so many. */
  private static final int MOST_TIMES = 100;

  /** Of numbers with their decimals: 20.000 stays 20.000. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();

  private final RunReport report;
  private final Verdicts verdicts;
  private final List<ResultsDocument.Expectation> expectations = new ArrayList<>();
  private final Map<ResultsDocument.Expectation, Integer> numbers = new HashMap<>();
  private final Map<MessagePrediction, Integer> known = new HashMap<>();

  private RunJson(RunReport report) {
    this.report = report;
    this.verdicts = new Verdicts(report);
  }

  /** The document that {@code run --json} prints. */
  public static ObjectNode of(RunReport report) {
    return JSON.valueToTree(document(report));
  }

  /** The same as a value. */
  public static ResultsDocument document(RunReport report) {
    return new RunJson(report).document(Map.of());
  }

  /**
   * Writes the document, message by message.
   *
   * @param more what the document ends with besides
   */
  public static void write(RunReport report, ObjectNode more, JsonGenerator out)
      throws IOException {
    Map<String, JsonNode> fields = JSON.convertValue(more, new TypeReference<>() {});
    JSON.writeValue(out, new RunJson(report).document(fields));
  }

  private ResultsDocument document(Map<String, JsonNode> more) {
    List<MessageHistory> messages = report.history().messages();
    Optional<Aggregate> many = Aggregate.of(report);
    boolean limited =
        report.scenario().function().reservedConcurrency().isPresent()
            || Concurrency.of(report.scenario()).throttles();
    return new ResultsDocument(
        SCHEMA,
        report.scenario().name(),
        report.scenario().title(),
        report.target(),
        report.clock().word(),
        report.judgement().verdict().name(),
        report.runDirectory(),
        Explanation.of(report, verdicts).orElse(null),
        report.history().invocationErrors(),
        // Only those throttles show that cost a receive.
        limited
            ? Integer.valueOf(messages.stream().mapToInt(MessageHistory::phantoms).sum())
            : null,
        messages.stream().filter(MessageHistory::deadLetteredUnrun).count(),
        new ResultsDocument.Cost(CostDocument.of(report.cost().usage()), report.cost().notes()),
        SettingsMap.of(report.scenario()),
        () -> messages.stream().map(this::message).iterator(),
        expectations,
        report.scenario().steps().isEmpty()
            ? null
            : StepComparison.of(report).stream().map(this::step).toList(),
        many.map(Aggregate::summary).orElse(null),
        many.map(SeriesDocument::of).orElse(null),
        many.map(all -> all.receivesPerMessage().messages()).orElse(null),
        many.map(Aggregate::classes)
            .map(all -> all.stream().map(ResultsDocument.MessageClassText::of).toList())
            .orElse(null),
        report.judgement().hypotheses().stream()
            .map(
                one ->
                    new ResultsDocument.Hypothesis(
                        one.id(), one.claim(), one.standing().word(), one.refutedBy().orElse(null)))
            .toList(),
        report.judgement().findings().stream()
            .map(one -> new ResultsDocument.FindingText(kind(one), one.sentence()))
            .toList(),
        evidence(),
        more);
  }

  private ResultsDocument.Message message(MessageHistory message) {
    String expiredIn =
        message.fate() != Fate.EXPIRED ? null : message.expiredInDlq() ? "dlq" : "source";
    return new ResultsDocument.Message(
        message.key(),
        message.userId(),
        message.messageId(),
        message.group().orElse(null),
        message.receives(),
        message.functionErrors(),
        message.unprocessed(),
        message.fate().word(),
        expiredIn,
        orNull(message.dlqReceiveCount()),
        message.dlqCopies(),
        message.phantoms(),
        message.events().stream().map(RunJson::event).toList(),
        verdicts(message.key()));
  }

  private static ResultsDocument.Event event(Event event) {
    return new ResultsDocument.Event(
        event.type().word(),
        seconds(event.sinceSent()),
        event.at().toString(),
        orNull(event.receiveCount()),
        event.requestId().orElse(null),
        event.messageId(),
        event.detail().orElse(null));
  }

  private List<ResultsDocument.Verdict> verdicts(String key) {
    return verdicts.of(key).stream()
        .map(
            one ->
                new ResultsDocument.Verdict(
                    one.hypothesis(),
                    one.verdict().name(),
                    one.reasons(),
                    verdicts
                        .prediction(key, one.hypothesis())
                        .map(expected -> known.computeIfAbsent(expected, this::numberOf))
                        .orElse(null)))
        .toList();
  }

  private int numberOf(MessagePrediction expected) {
    ResultsDocument.Expectation expectation =
        new ResultsDocument.Expectation(
            range(expected.receives()),
            range(expected.functionErrors()),
            range(expected.unprocessed()),
            expected.fates().stream().map(Fate::word).toList(),
            expected.dlqReceiveCount().map(RunJson::range).orElse(null),
            range(expected.dlqCopies()),
            times(expected.earliest()),
            expected.deadLetteredNotBefore().map(RunJson::seconds).orElse(null),
            times(expected.errorsDue()),
            expected.mayGoUnrun());
    return numbers.computeIfAbsent(
        expectation,
        another -> {
          expectations.add(another);
          return expectations.size() - 1;
        });
  }

  private ResultsDocument.Step step(StepComparison step) {
    int number = step.expected().number();
    return new ResultsDocument.Step(
        number,
        step.expected().what(),
        step.at().map(RunJson::seconds).orElse(null),
        step.result().map(StepResult::quantities).orElse(Map.of()),
        step.result().flatMap(StepResult::remark).orElse(null),
        verdicts("step " + number));
  }

  private ResultsDocument.EvidenceTimes evidence() {
    Evidence evidence = report.evidence();
    return new ResultsDocument.EvidenceTimes(
        evidence.complete(),
        evidence.waitedFor(),
        report.history().start().toString(),
        seconds(Duration.between(report.history().start(), evidence.watchedUntil())),
        evidence.logEvents(),
        seconds(evidence.ingestionLag()),
        seconds(evidence.conditions().slack()),
        seconds(evidence.conditions().clockSkew()));
  }

  private static ResultsDocument.Range range(IntRange range) {
    return new ResultsDocument.Range(range.min(), range.max());
  }

  private static List<BigDecimal> times(List<Duration> times) {
    return times.stream().limit(MOST_TIMES).map(RunJson::seconds).toList();
  }

  /** With three decimals. */
  static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3);
  }

  private static Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  /** The name of the record in words: {@code quiet-time}. */
  private static String kind(Finding finding) {
    return finding
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
