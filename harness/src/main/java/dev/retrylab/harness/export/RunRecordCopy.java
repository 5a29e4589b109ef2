package dev.retrylab.harness.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Writes run.json anew. Settings, hypotheses and steps are taken as they are: that a run can be
 * judged means that they were read, as numbers, durations and words of fixed lists. A field that a
 * later version adds is to be named here.
 */
record RunRecordCopy(Replacements replacements, PublicTexts texts) {
  private static final Predicate<String> VERSION =
      Pattern.compile("development|\\d{1,4}(?:\\.\\d{1,4}){0,3}(?:-SNAPSHOT)?").asMatchPredicate();
  private static final Predicate<String> COMMIT =
      Pattern.compile("\\p{XDigit}{7,40}(?:-dirty)?").asMatchPredicate();

  /** Decides the replacements of what is deployed, so that they say what it is. */
  void decideNames(JsonNode run) {
    JsonNode deployment = run.path("deployment");
    for (String function : new String[] {"consumer", "dlqConsumer"}) {
      String word = function.equals("consumer") ? function : "dlq-consumer";
      replacements.decide(deployment.path(function + "Function").asText(), word);
      replacements.decide(deployment.path(function + "LogGroup").asText(), "/aws/lambda/" + word);
    }
  }

  ObjectNode of(JsonNode run) {
    Fields fields = Fields.of(run).numbers("schema").text("runId", replacements::runId);
    fields.known("version", VERSION).known("commit", COMMIT);
    ObjectNode written = fields.to();
    written.set("commandLine", CommandLineCopy.of(run.path("commandLine"), texts));
    fields
        .text("scenario", any -> texts.name())
        .text("title", texts::title)
        .known("target", Set.of("local", "aws")::contains)
        .known("clock", Set.of("virtual", "real")::contains)
        .times("start");
    written.set(
        "settings",
        Fields.of(run.path("settings")).asItIs("trigger", "queue", "mapping", "function").to());
    fields.asItIs("about", "hypotheses");
    written.set("deployment", deployment(run.path("deployment")));
    written.set("conditions", conditions(run.path("conditions")));
    written.set("drift", drift(run.path("drift")));
    if (run.path("aws").isObject()) {
      written.set("aws", place(run.path("aws")));
    }
    written.set("messages", messages(run.path("messages")));
    return fields.asItIs("steps").to();
  }

  private ObjectNode deployment(JsonNode deployment) {
    return Fields.of(deployment)
        .text("spareQueueUrl", url -> Whereabouts.queueUrl(url, "spare"))
        .text("sourceQueueUrl", url -> Whereabouts.queueUrl(url, "source"))
        .text("dlqUrl", url -> Whereabouts.queueUrl(url, "dlq"))
        .text("consumerFunction", name -> replacements.name("function", name))
        .text("dlqConsumerFunction", name -> replacements.name("function", name))
        .text("consumerLogGroup", name -> replacements.name("group", name))
        .text("dlqConsumerLogGroup", name -> replacements.name("group", name))
        .to();
  }

  private static ObjectNode conditions(JsonNode conditions) {
    return Fields.of(conditions)
        .numbers("visibilityTimeoutSeconds", "slackSeconds", "clockSkewSeconds")
        .flags("dlqReceiveCountSettled", "exactlyOnce")
        .to();
  }

  private static ArrayNode drift(JsonNode drift) {
    ArrayNode written = Fields.array();
    drift.forEach(
        one ->
            written.add(
                Fields.of(one)
                    .known("setting", PublicWords::isSettingKey)
                    .known("inScenario", PublicWords::isSettingValue)
                    .known("deployed", PublicWords::isSettingValue)
                    .flags("about")
                    .to()));
    return written;
  }

  /** Without the profile. */
  private static ObjectNode place(JsonNode place) {
    return Fields.of(place)
        .text("stack", any -> "stack")
        .text("endpoint", any -> Whereabouts.ENDPOINT)
        .text("region", region -> Whereabouts.region(region).orElse(Fields.HIDDEN))
        .to();
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
