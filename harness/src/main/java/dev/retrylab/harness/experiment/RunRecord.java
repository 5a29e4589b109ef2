package dev.retrylab.harness.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.experiment.RunId;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.SettingsMap;
import dev.retrylab.harness.target.Target;
import java.time.Instant;
import java.util.List;

/** Writes run.json: what was run, with what, where, and the settings as deployed. */
final class RunRecord {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunRecord() {}

  static ObjectNode of(
      RunId runId, Instant start, List<String> commandLine, Scenario scenario, Target target) {
    ObjectNode record =
        JSON.createObjectNode()
            .put("schema", 1)
            .put("runId", runId.text())
            .put("version", Version.text());
    GitCommit.describe().ifPresent(commit -> record.put("commit", commit));
    record.set("commandLine", JSON.valueToTree(commandLine));
    record
        .put("scenario", scenario.name())
        .put("target", target.name())
        .put("clock", target.clockKind().word())
        .put("start", start.toString());
    record.set("settings", JSON.valueToTree(SettingsMap.of(scenario)));
    record.set("hypotheses", JSON.valueToTree(scenario.hypotheses()));
    ObjectNode deployment = record.putObject("deployment");
    deployment.put("sourceQueueUrl", target.deployment().sourceQueueUrl());
    deployment.put("dlqUrl", target.deployment().dlqUrl());
    deployment.put("consumerLogGroup", target.deployment().consumerLogGroup());
    deployment.put("dlqConsumerLogGroup", target.deployment().dlqConsumerLogGroup());
    return record;
  }
}
