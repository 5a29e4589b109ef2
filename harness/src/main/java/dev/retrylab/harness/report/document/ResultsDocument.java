package dev.retrylab.harness.report.document;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.cost.CostDocument;
import dev.retrylab.harness.report.aggregate.MessageClass;
import dev.retrylab.harness.timeline.EventType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A run as one JSON document, schema 1, its fields in the order in which they are written. Times
 * are seconds with three decimals. What is not known is null; a field is left out only where it is
 * marked NON_NULL.
 *
 * @param throttles null without reserved concurrency, which alone lets throttles be seen
 * @param cost on AWS
 * @param messages made one by one as they are asked for: those of 100,000 fit no memory
 * @param expectations each different one once; complete when all messages have been asked for
 * @param steps null for a scenario without steps
 * @param summary what was lost, why, and which setting would have saved it; null, like the three
 *     below, of a run of at most 30 messages
 * @param series the run over time
 * @param receivesPerMessage how many messages were received how often, by the number of receives
 * @param classes messages with the same story, the largest trouble first
 * @param more what others add at the end
 */
public record ResultsDocument(
    int schema,
    String scenario,
    String title,
    String target,
    String clock,
    String verdict,
    String runDirectory,
    String explanation,
    int invocationErrors,
    Integer throttles,
    long deadLetteredUnrun,
    Cost cost,
    Map<String, ?> settings,
    Iterable<Message> messages,
    List<Expectation> expectations,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<Step> steps,
    @JsonInclude(JsonInclude.Include.NON_NULL) String summary,
    @JsonInclude(JsonInclude.Include.NON_NULL) SeriesDocument series,
    @JsonInclude(JsonInclude.Include.NON_NULL) Map<Integer, Integer> receivesPerMessage,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<MessageClassText> classes,
    List<Hypothesis> hypotheses,
    List<FindingText> findings,
    EvidenceTimes evidence,
    @JsonAnyGetter Map<String, JsonNode> more) {

  /**
   * What the run costs on AWS.
   *
   * @param notes what is assumed, or not known, a sentence each
   */
  public record Cost(@JsonUnwrapped CostDocument amounts, List<String> notes) {}

  /**
   * A message.
   *
   * @param group null on a standard queue
   * @param expiredIn dlq or source; null, and left out, where it did not expire
   */
  public record Message(
      String key,
      String userId,
      String messageId,
      String group,
      int receives,
      int functionErrors,
      int unprocessed,
      String fate,
      @JsonInclude(JsonInclude.Include.NON_NULL) String expiredIn,
      Integer dlqReceiveCount,
      int dlqCopies,
      int phantomReceives,
      List<Event> events,
      List<Verdict> predictions) {}

  /**
   * An event of a message.
   *
   * @param offsetSeconds since the message was sent
   * @param at ISO 8601
   */
  public record Event(
      String type,
      BigDecimal offsetSeconds,
      String at,
      Integer receiveCount,
      String requestId,
      String messageId,
      String detail) {}

  /**
   * What the judge said of a message or a step under a hypothesis.
   *
   * @param expectation its index in {@link ResultsDocument#expectations}; null of a step
   */
  public record Verdict(
      String hypothesis, String verdict, List<String> reasons, Integer expectation) {}

  /** What a hypothesis expected of a message. */
  public record Expectation(
      Range receives,
      Range functionErrors,
      Range unprocessed,
      List<String> fates,
      Range dlqReceiveCount,
      Range dlqCopies,
      List<BigDecimal> earliestSeconds,
      BigDecimal deadLetteredNotBeforeSeconds,
      List<BigDecimal> errorsDueSeconds,
      boolean mayBeDeadLetteredUnrun) {}

  /** Both ends are inside. */
  public record Range(int min, int max) {}

  /**
   * A step of the harness.
   *
   * @param offsetSeconds since the first message was sent; null where it was not done
   */
  public record Step(
      int number,
      String what,
      BigDecimal offsetSeconds,
      Map<String, Long> quantities,
      String remark,
      List<Verdict> predictions) {}

  /**
   * Messages with the same story.
   *
   * @param troubles in what runs ended that did not go well, and phantom receives; the words of
   *     events
   * @param keys of some of them
   */
  public record MessageClassText(
      int messages,
      String fate,
      int receives,
      List<String> troubles,
      String sentence,
      List<String> keys) {
    static MessageClassText of(MessageClass one) {
      return new MessageClassText(
          one.messages(),
          one.fate().word(),
          one.receives(),
          one.troubles().stream().map(EventType::word).toList(),
          one.sentence(),
          one.keys());
    }
  }

  /** A hypothesis and whether it survived. */
  public record Hypothesis(String id, String claim, String result, String refutedBy) {}

  /** A finding: its kind, such as quiet-time, and the sentence for people. */
  public record FindingText(String kind, String sentence) {}

  /** How complete the evidence is, and the times it was gathered in. */
  public record EvidenceTimes(
      boolean complete,
      List<String> waitedFor,
      String start,
      BigDecimal watchedUntilSeconds,
      int logEvents,
      BigDecimal ingestionLagSeconds,
      BigDecimal slackSeconds,
      BigDecimal clockSkewSeconds) {}
}
