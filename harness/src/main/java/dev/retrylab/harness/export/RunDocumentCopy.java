package dev.retrylab.harness.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.retrylab.harness.scenario.Settings;
import dev.retrylab.harness.store.RunDocument;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Replaces what is the user's in run.json. Settings, hypotheses and steps are taken as they are:
 * that a run can be judged means that they were read, as numbers, durations and words of fixed
 * lists.
 */
record RunDocumentCopy(Replacements replacements, PublicTexts texts) {
  private static final Set<String> FUNCTIONS = Set.of("processes", "simulated");

  private static final Predicate<String> VERSION =
      Pattern.compile("development|\\d{1,4}(?:\\.\\d{1,4}){0,3}(?:-SNAPSHOT)?").asMatchPredicate();
  private static final Predicate<String> COMMIT =
      Pattern.compile("\\p{XDigit}{7,40}(?:-dirty)?").asMatchPredicate();

  /** Decides the replacements of what is deployed, so that they say what it is. */
  void decideNames(RunDocument.Names names) {
    replacements.decide(names.consumerFunction(), "consumer");
    replacements.decide(names.consumerLogGroup(), "/aws/lambda/consumer");
    replacements.decide(names.dlqConsumerFunction(), "dlq-consumer");
    replacements.decide(names.dlqConsumerLogGroup(), "/aws/lambda/dlq-consumer");
  }

  RunDocument of(RunDocument run) {
    return new RunDocument(
        replacements.runId(run.runId()),
        known(VERSION, run.version()),
        run.commit().map(commit -> known(COMMIT, commit)),
        CommandLineCopy.of(run.commandLine(), texts),
        texts.name(),
        texts.title(run.title()),
        known(Set.of("local", "aws")::contains, run.target()),
        run.clock(),
        run.start(),
        Fields.of(run.settings()).asItIs(Settings.SECTIONS.toArray(String[]::new)).to(),
        run.about(),
        run.hypotheses(),
        names(run.deployment()),
        run.conditions(),
        run.drift().stream().map(RunDocumentCopy::drift).toList(),
        run.aws().map(RunDocumentCopy::place),
        messages(run.messages()),
        run.steps(),
        run.functions().map(how -> known(FUNCTIONS::contains, how)));
  }

  private static String known(Predicate<String> known, String text) {
    return known.test(text) ? text : Fields.HIDDEN;
  }

  private RunDocument.Names names(RunDocument.Names names) {
    return new RunDocument.Names(
        names.spareQueueUrl().map(url -> RunOrigin.queueUrl(url, "spare")),
        RunOrigin.queueUrl(names.sourceQueueUrl(), "source"),
        RunOrigin.queueUrl(names.dlqUrl(), "dlq"),
        replacements.name("function", names.consumerFunction()),
        replacements.name("function", names.dlqConsumerFunction()),
        replacements.name("group", names.consumerLogGroup()),
        replacements.name("group", names.dlqConsumerLogGroup()));
  }

  private static RunDocument.Drift drift(RunDocument.Drift drift) {
    return new RunDocument.Drift(
        known(PublicWords::isSettingKey, drift.setting()),
        known(PublicWords::isSettingValue, drift.inScenario()),
        known(PublicWords::isSettingValue, drift.deployed()),
        drift.about());
  }

  /** Without the profile. */
  private static RunDocument.Place place(RunDocument.Place place) {
    return place.renamed(
        "stack",
        RunOrigin.ENDPOINT,
        place.region().map(region -> RunOrigin.region(region).orElse(Fields.HIDDEN)));
  }

  private ArrayNode messages(JsonNode messages) {
    ArrayNode written = Fields.array();
    messages.forEach(
        message ->
            written.add(
                Fields.of(message)
                    .text("key", replacements::key)
                    .text("userId", user -> replacements.name("user", user))
                    .text("group", group -> replacements.name("group", group))
                    .asItIs("sendAfter", "behaviour")
                    .to()));
    return written;
  }
}
