package dev.retrylab.harness.experiment;

import static dev.retrylab.harness.timeline.fold.Story.at;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.experiment.step.StepLog;
import dev.retrylab.harness.judge.Articles;
import dev.retrylab.harness.judge.evidence.Conditions;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunId;
import dev.retrylab.harness.store.RunRecord;
import dev.retrylab.harness.store.Watermark;
import dev.retrylab.harness.timeline.ClockKind;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation.Sent;
import dev.retrylab.harness.timeline.fold.Story;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the harness stops watching, and what it then knows. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WatchingTest {
  private static final List<Sent> SENT = List.of((Sent) sent("m1", 0), (Sent) sent("m2", 0));

  @TempDir private Path runs;

  private final ScriptedRun run = new ScriptedRun();
  private Conditions conditions = conditions(Duration.ofSeconds(30));
  private final List<Progress.State> shown = new ArrayList<>();

  private Conditions conditions(Duration visibilityTimeout) {
    return Articles.conditions(visibilityTimeout, run.slack(), run.clockSkew(), true, true);
  }

  private Watching.Result watch() throws InterruptedException {
    Watching watching = watching();
    return watching.outcome(watching.toTheEnd(look -> false));
  }

  private Watching watching() {
    SentLog sent = new SentLog(line -> {});
    sent.sent(SENT);
    return new Watching(
        run,
        new RunAnalysis(record(), new StepLog(line -> {})),
        sent,
        RunDirectory.create(runs, "article", Story.START),
        run,
        shown::add,
        Story.START,
        () -> {},
        List::of);
  }

  private RunRecord record() {
    Scenario scenario = Scenarios.load("article");
    return new RunRecord(
        new RunId(Story.RUN_ID),
        Story.START,
        new RunRecord.Program("test", Optional.empty(), List.of()),
        scenario,
        "local",
        ClockKind.VIRTUAL,
        new Deployment(
            "source",
            "dlq",
            "consumer",
            "dlq-consumer",
            "/consumer",
            "/dlq-consumer",
            scenario.queue(),
            scenario.mapping(),
            scenario.function()),
        conditions,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private void article() {
    run.consumer("m1", 1, 20, "forwarded")
        .dlq("m1", "copy-of-m1", 1, 60)
        .consumer("m2", 1, 30, "failed")
        .consumer("m2", 2, 30_040, "failed")
        .dlq("m2", "id-m2", 3, 60_050);
  }

  private Evidence evidence(
      boolean complete, long watchedUntil, int events, Duration lag, String... waitedFor) {
    return Articles.evidence(
        complete, List.of(waitedFor), at(watchedUntil), events, false, lag, conditions, List.of());
  }

  @Test
  void silence_is_listened_to_for_as_long_as_it_takes_also_beyond_the_patience()
      throws InterruptedException {
    conditions = conditions(Duration.ofMinutes(10));
    run.consumer("m1", 1, 20, "succeeded").consumer("m2", 1, 30, "succeeded");
    Watching.Result seen = watch();
    assertThat(seen.evidence().waitedFor()).isEmpty();
    assertThat(seen.evidence().complete()).isTrue();
    assertThat(seen.evidence().watchedUntil()).isAfterOrEqualTo(at(600_000));
  }

  @Test
  void the_article_is_watched_until_silence_is_proof_and_three_polls_are_equal()
      throws InterruptedException {
    article();
    Watching.Result seen = watch();
    assertThat(seen.evidence().complete()).isTrue();
    assertThat(seen.evidence().waitedFor()).isEmpty();
    assertThat(seen.evidence().logEvents()).isEqualTo(15);
    assertThat(seen.evidence().watchedUntil()).isEqualTo(at(61_050));
    assertThat(run.polls.subList(run.polls.size() - 3, run.polls.size())).containsOnly(15);
    assertThat(seen.history().messages())
        .extracting(MessageHistory::fate)
        .containsExactly(Fate.FORWARDED, Fate.DEAD_LETTERED);
  }

  @Test
  void silence_is_listened_to_for_the_longer_the_later_events_become_readable()
      throws InterruptedException {
    run.lagging(5_000);
    article();
    Watching.Result seen = watch();
    assertThat(seen.evidence().complete()).isTrue();
    assertThat(seen.evidence().ingestionLag()).isEqualTo(Duration.ofSeconds(5));
    assertThat(seen.evidence().watchedUntil()).isAfterOrEqualTo(at(65_060));
  }

  @Test
  void without_a_single_event_it_gives_up_when_all_hypotheses_and_patience_are_over()
      throws InterruptedException {
    assertThat(watch().evidence())
        .isEqualTo(
            evidence(
                false, 150_050, 0, Duration.ZERO, "m1: not yet received", "m2: not yet received"));
  }

  @Test
  void a_message_that_settles_late_renews_the_patience() throws InterruptedException {
    run.consumer("m1", 1, 140_000, "succeeded");
    assertThat(watch().evidence())
        .isEqualTo(evidence(false, 200_060, 3, Duration.ZERO, "m2: not yet received"));
  }

  @Test
  void progress_tells_what_has_settled_and_how_often_the_consumer_ran()
      throws InterruptedException {
    article();
    watch();
    assertThat(shown)
        .extracting(Progress.State::settled)
        .isSorted()
        .startsWith(0)
        .contains(1)
        .endsWith(2);
    assertThat(shown.get(shown.size() - 1).runs()).isEqualTo(3);
    assertThat(shown).extracting(Progress.State::messages).containsOnly(2);
  }

  @Test
  void a_look_in_between_reads_once_and_concludes_nothing() {
    article();
    run.awaitInstant(at(45));
    Watching.Poll seen = watching().poll();
    assertThat(seen.watermark()).isEqualTo(new Watermark(at(45), 6, 1));
    assertThat(seen.assessment().waitedFor())
        .containsExactly(
            "m1: copies that the consumer sent to the dead-letter queue received there: 0 of 1",
            "m2: neither deleted nor dead-lettered yet (1 receive seen)");
    assertThat(shown).hasSize(1);
  }
}
