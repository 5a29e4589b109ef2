package dev.retrylab.harness.report.document;

import static dev.retrylab.harness.judge.Articles.watchedUntil;
import static dev.retrylab.harness.judge.Expected.only;
import static dev.retrylab.harness.judge.Expected.succeeds;
import static dev.retrylab.harness.timeline.fold.Story.all;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.goodRun;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.report.Reports;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.timeline.Observation;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode parsed(RunReport report) throws JsonProcessingException {
    return JSON.readTree(RunJson.of(report).toString());
  }

  @Test
  void a_whole_document() throws JsonProcessingException {
    RunReport report =
        Reports.of(
            fold(all(new Observation[] {sent("m3", 0)}, goodRun("m3", 1, "r1", 20))),
            watchedUntil(31_220),
            List.of(only("documented", Map.entry("m3", succeeds()))));
    assertThat(parsed(report))
        .isEqualTo(
            JSON.readTree(
                """
                {"schema": 1, "scenario": "article",
                 "title": "FIFO queue, maxReceiveCount 2, asynchronous retry attempts 1",
                 "target": "local", "clock": "virtual",
                 "verdict": "MATCH", "runDirectory": "runs/article/20261121T212404Z-3f9a",
                 "explanation": "m3 (user 3) was received once, and no run failed; receive 1 succeeded, and the message was deleted.",
                 "invocationErrors": 0, "throttles": null, "deadLetteredUnrun": 0,
                 "cost": {"dollars": 0.000008, "invocations": 1, "gigabyteSeconds": 0.346,
                   "sqsRequests": 3, "logBytes": 1000, "eventPollerHours": 0.000,
                   "dollarsByPart": {"invocations": 0.000000, "gigabyteSeconds": 0.000006,
                     "sqsRequests": 0.000002, "logBytes": 0.000001},
                   "ratesAsOf": "2026-06-13", "ratesRegion": "us-east-1",
                   "notes": ["No log tells the SQS requests: they are at least so many, 0 long polls that find nothing among them, which AWS does not number."]},
                 "settings": {
                   "queue": {"type": "fifo", "visibilityTimeout": "30s", "maxReceiveCount": 2,
                     "retention": "4d", "dlqRetention": "14d", "delay": "0s"},
                   "mapping": {"batchSize": 1, "batchingWindow": "0s",
                     "reportBatchItemFailures": false},
                   "function": {"timeout": "5s", "retryAttempts": 1, "maximumEventAge": "6h"}},
                 "messages": [
                   {"key": "m3", "userId": "3", "messageId": "id-m3", "group": "3",
                    "receives": 1, "functionErrors": 0, "unprocessed": 0, "fate": "consumed",
                    "dlqReceiveCount": null, "dlqCopies": 0, "phantomReceives": 0,
                    "events": [
                      {"type": "sent", "offsetSeconds": 0.000, "at": "2026-11-21T21:24:04Z",
                       "receiveCount": null, "requestId": null, "messageId": "id-m3",
                       "detail": null},
                      {"type": "received", "offsetSeconds": 0.020,
                       "at": "2026-11-21T21:24:04.020Z", "receiveCount": 1,
                       "requestId": "r1", "messageId": "id-m3", "detail": null},
                      {"type": "succeeded", "offsetSeconds": 0.028,
                       "at": "2026-11-21T21:24:04.028Z", "receiveCount": 1,
                       "requestId": "r1", "messageId": "id-m3", "detail": null},
                      {"type": "deleted", "offsetSeconds": 0.030,
                       "at": "2026-11-21T21:24:04.030Z", "receiveCount": 1,
                       "requestId": "r1", "messageId": "id-m3",
                       "detail": "inferred from the success of its invocation"}],
                    "predictions": [
                      {"hypothesis": "documented", "verdict": "MATCH", "reasons": [],
                       "expectation": 0}]}],
                 "expectations": [
                   {"receives": {"min": 1, "max": 1}, "functionErrors": {"min": 0, "max": 0},
                    "unprocessed": {"min": 0, "max": 0},
                    "fates": ["consumed"], "dlqReceiveCount": null,
                    "dlqCopies": {"min": 0, "max": 0}, "earliestSeconds": [0.000],
                    "deadLetteredNotBeforeSeconds": null, "errorsDueSeconds": [],
                    "mayBeDeadLetteredUnrun": false}],
                 "hypotheses": [
                   {"id": "documented", "claim": "The claim of documented.",
                    "result": "survived", "refutedBy": null}],
                 "findings": [
                   {"kind": "quiet-time", "sentence":
                    "Watched until +31.2 s: no further run, and no hypothesis expected one."},
                   {"kind": "log-events", "sentence":
                    "The evidence is 24 log events, each in the log at most 0.2 s after it happened."}],
                 "evidence": {"complete": true, "waitedFor": [],
                   "start": "2026-11-21T21:24:04Z", "watchedUntilSeconds": 31.220,
                   "logEvents": 24, "ingestionLagSeconds": 0.200, "slackSeconds": 1.000,
                   "clockSkewSeconds": 0.500}}
                """));
  }

  /** Sent at 0 s; the last event is the receive of m7 from the dead-letter queue at 60.047 s. */
  @Test
  void many_messages_are_a_series_a_histogram_and_classes_besides() throws JsonProcessingException {
    JsonNode document = parsed(Reports.many());
    assertThat(document.at("/series/stepSeconds").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(document.at("/series/outages")).isEmpty();
    assertThat(document.at("/series/points")).hasSize(122);
    assertThat(document.at("/series/points/121"))
        .isEqualTo(
            JSON.readTree(
                """
                {"offsetSeconds": 60.500, "visible": 0, "inFlight": 0, "inDlq": 7,
                 "ageOfOldestSeconds": 0.000, "receives": 0, "phantomReceives": 0,
                 "runs": {"succeeded": 0, "failed": 0}}
                """));
    assertThat(document.at("/receivesPerMessage"))
        .isEqualTo(JSON.readTree("{\"1\": 4992, \"2\": 8}"));
    assertThat(document.at("/classes")).hasSize(3);
    assertThat(document.at("/classes/0"))
        .isEqualTo(
            JSON.readTree(
                """
                {"messages": 7, "fate": "dead-lettered", "receives": 2, "troubles": ["failed"],
                 "sentence": "7 messages dead-lettered after 2 receives: each failed between +0.0 s and +30.0 s; no run of them can succeed (throw).",
                 "keys": ["m1", "m2", "m3"]}
                """));
    assertThat(document.at("/summary").asText())
        .startsWith("7 of 5,000 messages were dead-lettered since no run can succeed (throw).");
  }

  @Test
  void a_refuted_hypothesis_names_the_observation() throws JsonProcessingException {
    JsonNode document = parsed(Reports.article());
    assertThat(document.at("/hypotheses/1/result").asText()).isEqualTo("refuted");
    assertThat(document.at("/hypotheses/1/refutedBy").asText())
        .isEqualTo(
            "m2: 2 function errors, not 4: error 3 was due at +60.0 s, and none came until +61.2 s.");
    assertThat(document.at("/messages/1/predictions/1/verdict").asText()).isEqualTo("DIVERGED");
  }

  @Test
  void what_is_written_message_by_message_is_the_same_document() throws IOException {
    RunReport report = Reports.article();
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      RunJson.write(report, JSON.createObjectNode().put("more", 1), out);
    }
    ObjectNode expected = RunJson.of(report).put("more", 1);
    assertThat(text.toString()).isEqualTo(expected.toString());
  }
}
