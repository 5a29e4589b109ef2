package dev.retrylab.harness.report.aggregate;

import static dev.retrylab.harness.judge.Expected.only;
import static dev.retrylab.harness.judge.Expected.succeeds;
import static dev.retrylab.harness.timeline.fold.Story.all;
import static dev.retrylab.harness.timeline.fold.Story.ended;
import static dev.retrylab.harness.timeline.fold.Story.failed;
import static dev.retrylab.harness.timeline.fold.Story.failedRun;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.goodRun;
import static dev.retrylab.harness.timeline.fold.Story.received;
import static dev.retrylab.harness.timeline.fold.Story.redriven;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static dev.retrylab.harness.timeline.fold.Story.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.scenario.FailBetween;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.Observation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MessageClassesTest {
  private static final FailBetween OUTAGE = new FailBetween(Duration.ZERO, Duration.ofMinutes(2));

  private static Observation[] send(String... keys) {
    return Arrays.stream(keys).map(key -> sent(key, 0)).toArray(Observation[]::new);
  }

  private static Observation[] deadLettered(String key, long at) {
    return all(
        failedRun(key, 1, "a" + key, at),
        failedRun(key, 2, "b" + key, at + 30_000),
        redriven(key, 3, "c" + key, at + 60_000));
  }

  private static MessageSpec spec(String key) {
    return MessageSpec.of(key, key.substring(1));
  }

  private static List<MessageClass> classes(List<MessageSpec> workload, Observation[]... parts) {
    return MessageClasses.of(fold(all(parts)), workload, Optional.empty());
  }

  private static List<String> sentences(List<MessageSpec> workload, Observation[]... parts) {
    return classes(workload, parts).stream().map(MessageClass::sentence).toList();
  }

  @Test
  void messages_with_the_same_story_are_counted_together_the_largest_trouble_first() {
    List<MessageSpec> workload =
        List.of(
            spec("m3"),
            spec("m4"),
            spec("m2"),
            spec("m5").behaving(OUTAGE),
            spec("m6").behaving(OUTAGE),
            spec("m7").behaving(OUTAGE));
    List<MessageClass> classes =
        classes(
            workload,
            send("m3", "m4", "m2", "m5", "m6", "m7"),
            goodRun("m3", 1, "r3", 1_000),
            goodRun("m4", 1, "r4", 2_000),
            deadLettered("m2", 1_000),
            deadLettered("m5", 2_000),
            deadLettered("m6", 4_000),
            failedRun("m7", 1, "a7", 100_000),
            goodRun("m7", 2, "b7", 130_000));
    assertThat(classes)
        .extracting(MessageClass::sentence)
        .containsExactly(
            "2 messages dead-lettered after 2 receives: each failed between +2.0 s and +34.0 s;"
                + " the outage (fail-until 2m) outlasted them.",
            "1 message dead-lettered after 2 receives: it failed between +1.0 s and +31.0 s;"
                + " no run of it can succeed (throw).",
            "1 message consumed after 2 receives: it failed at +100.0 s;"
                + " it outlasted the outage (fail-until 2m).",
            "2 messages consumed after 1 receive.");
    assertThat(classes.get(0).keys()).containsExactly("m5", "m6");
  }

  @Test
  void three_keys_are_named() {
    List<String> keys = List.of("m3", "m4", "m5", "m6");
    List<MessageClass> classes =
        classes(keys.stream().map(MessageClassesTest::spec).toList(), send("m3", "m4", "m5", "m6"));
    assertThat(classes)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.sentence()).isEqualTo("4 messages still queued after 0 receives.");
              assertThat(one.keys()).containsExactly("m3", "m4", "m5");
            });
  }

  @Test
  void a_record_that_its_batch_brought_back_is_told_as_that() {
    assertThat(
            sentences(
                List.of(spec("m2"), spec("m3")),
                send("m2", "m3"),
                new Observation[] {
                  received("m3", 1, "r1", 1_000),
                  received("m2", 1, "r1", 1_000),
                  succeeded("m3", 1, "r1", 1_200),
                  failed("m2", 1, "r1", 1_300),
                  ended("r1", Ending.ERROR, 1_400)
                },
                goodRun("m3", 2, "r2", 31_000)))
        .containsExactly(
            "1 message still queued after 1 receive: it failed at +1.3 s;"
                + " no run of it can succeed (throw).",
            "1 message consumed after 2 receives: it failed at +1.4 s; the handler was content"
                + " with it, but one record that fails returns its whole batch to the queue.");
  }

  @Test
  void a_record_whose_batch_timed_out_is_told_as_that() {
    assertThat(
            sentences(
                List.of(spec("m3")),
                send("m3"),
                new Observation[] {
                  received("m3", 1, "r1", 1_000),
                  succeeded("m3", 1, "r1", 1_200),
                  ended("r1", Ending.TIMED_OUT, 6_000)
                },
                goodRun("m3", 2, "r2", 31_000)))
        .containsExactly(
            "1 message consumed after 2 receives: it failed at +6.0 s; the handler was content"
                + " with it, but all records of a batch share one function timeout.");
  }

  @Test
  void a_run_that_handled_a_message_too_late_is_told_as_that() {
    assertThat(
            sentences(
                List.of(spec("m3")),
                send("m3"),
                new Observation[] {
                  received("m3", 2, "r1", 1_000), succeeded("m3", 2, "r1", 40_000)
                },
                redriven("m3", 3, "d1", 50_000)))
        .containsExactly(
            "1 message dead-lettered after 2 receives: it was received without a run at +1.0 s; a run"
                + " handled it, but ended after the visibility timeout of the last receive.");
  }

  @Test
  void healthy_messages_that_never_ran_are_told_by_why_they_did_not() {
    List<MessageClass> classes =
        MessageClasses.of(
            fold(all(send("m3"), redriven("m3", 3, "d1", 60_000))),
            List.of(spec("m3")),
            Optional.of(only("documented", Map.entry("m3", succeeds()))));
    assertThat(classes)
        .extracting(MessageClass::sentence)
        .containsExactly(
            "1 healthy message dead-lettered without a run after 2 receives: its receives never"
                + " became a run, and the evidence does not tell why.");
  }

  @Test
  void a_healthy_message_that_failed_for_itself_is_not_explained_away() {
    assertThat(
            sentences(
                List.of(spec("m3")),
                send("m3"),
                new Observation[] {
                  received("m3", 1, "r1", 1_000), ended("r1", Ending.TIMED_OUT, 6_000)
                },
                goodRun("m3", 2, "r2", 31_000)))
        .containsExactly("1 message consumed after 2 receives: it timed out at +6.0 s.");
  }
}
