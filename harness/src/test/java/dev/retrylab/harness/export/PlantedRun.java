package dev.retrylab.harness.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A stored run into which secrets are planted, in every place where something of a user may be. */
final class PlantedRun {
  private static final Path STORED = Path.of("src/test/resources/stored");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVERYTHING = String.join(" ", Secrets.ALL);

  private PlantedRun() {}

  /** Copies a stored run as it is. */
  static RunDirectory copy(String name, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(STORED.resolve(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Files.writeString(folder.resolve(RunFile.RESULTS.fileName()), "{\"schema\":1}");
    return RunDirectory.open(folder);
  }

  /** Copies it and plants secrets. */
  static RunDirectory of(String name, Path folder) throws IOException {
    RunDirectory run = copy(name, folder);
    plantRecord(run);
    for (RunFile file : List.of(RunFile.SENT, RunFile.STEPS, RunFile.RAW_LOGS)) {
      if (run.has(file)) {
        plantLines(run, file);
      }
    }
    if (run.has(RunFile.RAW_LOGS)) {
      addForeignEvents(run);
    }
    run.append(
        RunFile.FAILURES,
        JSON.createObjectNode()
            .put("schema", 1)
            .put("at", "2026-11-22T03:43:15Z")
            .put("what", "The queue " + EVERYTHING)
            .put("stackTrace", trace())
            .put("note", EVERYTHING));
    run.append(
        RunFile.QUEUE_COUNTS,
        JSON.createObjectNode()
            .put("schema", 1)
            .put("at", "2026-11-22T03:43:15Z")
            .put("source", 0)
            .put("dlq", 0)
            .put("queue", EVERYTHING));
    run.write(RunFile.WATCH, ((ObjectNode) run.read(RunFile.WATCH)).put("by", EVERYTHING));
    for (RunFile file : List.of(RunFile.RESULTS, RunFile.CALLS)) {
      run.write(file, JSON.createObjectNode().put("verdict", EVERYTHING));
    }
    for (RunFile file : List.of(RunFile.HISTORY, RunFile.REPORT, RunFile.LOG)) {
      run.writeText(file, EVERYTHING);
    }
    return run;
  }

  private static String trace() {
    return """
        com.zebracorp.billing.ZebraException: %1$s
        java.lang.IllegalStateException: %1$s
        \tat com.zebracorp.billing.Zebra.run(/home/janedoe/Zebra.java:12)
        \tat com.zebracorp.billing.Zebra.run(Zebra.java:12)
        \tat dev.retrylab.lambda.ConsumerHandler.handle(ConsumerHandler.java:80)
        Caused by: java.net.UnknownHostException: db-7.internal.zebracorp.example
        \t... 12 more %1$s
        """
        .formatted(EVERYTHING);
  }

  /** The first message's key, user and group become the user's own; it still does what it did. */
  private static void plantRecord(RunDirectory run) {
    ObjectNode record = (ObjectNode) run.read(RunFile.RUN);
    ArrayNode command = record.putArray("commandLine").add("run");
    Secrets.ALL.forEach(secret -> command.add(secret).add("--set=" + secret).add(secret + "=1"));
    record
        .put("scenario", "zebracorp-billing")
        .put("title", EVERYTHING)
        .put("target", "aws")
        .put("commit", "janedoe-branch")
        .put("note", EVERYTHING);
    ObjectNode deployment = (ObjectNode) record.get("deployment");
    deployment
        .put("sourceQueueUrl", Secrets.ALL.get(5))
        .put("dlqUrl", "https://db-7.internal.zebracorp.example/" + Secrets.ACCOUNT + "/x.fifo")
        .put("spareQueueUrl", Secrets.ALL.get(5))
        .put("note", EVERYTHING);
    for (String name :
        List.of(
            "consumerFunction", "dlqConsumerFunction", "consumerLogGroup", "dlqConsumerLogGroup")) {
      deployment.put(name, "ZebraCorp-" + name);
    }
    ((ObjectNode) record.get("conditions")).put("note", EVERYTHING);
    ArrayNode drift = record.putArray("drift");
    drift.addObject().put("setting", EVERYTHING).put("inScenario", EVERYTHING).put("deployed", "1");
    drift
        .addObject()
        .put("setting", "queue.delay")
        .put("inScenario", "0s")
        .put("deployed", EVERYTHING);
    record
        .putObject("aws")
        .put("stack", "ZebraCorp")
        .put("endpoint", "http://db-7.internal.zebracorp.example:4566")
        .put("region", "eu-central-1")
        .put("profile", "zebracorp")
        .put("note", EVERYTHING);
    record.put("functions", EVERYTHING);
    ObjectNode message = (ObjectNode) record.get("messages").get(0);
    String behaviour = message.path("userId").asText().equals("1") ? "forward" : "succeed";
    message
        .put("key", "jane-order")
        .put("userId", Secrets.E_MAIL)
        .put("group", "zebra-group")
        .put("behaviour", behaviour);
    run.write(RunFile.RUN, record);
  }

  private static void plantLines(RunDirectory run, RunFile file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(run.file(file))) {
      ObjectNode json = (ObjectNode) JSON.readTree(line);
      if (json.has("message")) {
        plantEvent(json);
      }
      if (json.has("remark") || file == RunFile.STEPS) {
        json.put("remark", EVERYTHING).put("what", EVERYTHING);
        json.withObject("/quantities").put(EVERYTHING, 1);
        json.path("received").forEach(one -> plant((ObjectNode) one));
      }
      plant(json);
      lines.add(json.toString());
      lines.add("{\"state\":\"sending\",\"key\":\"" + Secrets.E_MAIL + "\",\"at\":\"2026");
    }
    Files.write(run.file(file), lines);
  }

  private static void plantEvent(ObjectNode event) throws IOException {
    event
        .put("logGroup", "ZebraCorp-" + event.path("function").asText())
        .put("logStream", "zebra/" + event.path("logStream").asText())
        .put("eventId", Secrets.ACCOUNT + event.path("eventId").asText());
    String message = event.path("message").asText();
    if (message.startsWith("{")) {
      ObjectNode journal = (ObjectNode) JSON.readTree(message);
      plant(journal);
      if (journal.has("error")) {
        journal.put("error", "java.lang.IllegalStateException: " + EVERYTHING);
      }
      message = journal.put("note", EVERYTHING) + "\n";
    } else if (!message.startsWith("START")) {
      message = message + "\n" + EVERYTHING;
    }
    event.put("message", message);
  }

  /** What the first message is called. */
  private static void plant(ObjectNode line) {
    line.put("note", EVERYTHING);
    String key = line.path("key").asText();
    if (key.equals("m1") || key.equals("unread")) {
      line.put("key", "jane-order");
      if (line.has("userId")) {
        line.put("userId", Secrets.E_MAIL);
      }
      if (line.has("group")) {
        line.put("group", "zebra-group");
      }
    }
  }

  /** Before the run, so that no invocation of it is concerned. */
  private static void addForeignEvents(RunDirectory run) throws IOException {
    List<String> messages = new ArrayList<>(List.of(EVERYTHING, trace()));
    String uuid = Secrets.REQUEST;
    for (String secret : Secrets.ALL) {
      ObjectNode wrapped =
          JSON.createObjectNode()
              .put("message", secret)
              .put("level", secret)
              .put("errorType", secret)
              .put("errorMessage", secret)
              .put("functionName", secret)
              .put(secret, secret);
      wrapped.putArray("stackTrace").add(secret);
      wrapped.putObject("record").put("requestId", uuid).put(secret, secret).put("status", secret);
      messages.add(secret);
      messages.add("prefix=" + secret + ";" + secret + "\n\n\t" + secret);
      messages.add(wrapped.toString());
      messages.add(JSON.createObjectNode().put("message", wrapped + secret).toString() + secret);
      messages.add("{\"retryLab\":1,\"error\":\"" + secret);
      messages.add(secret + "{\"retryLab\":1,\"event\":\"" + "received\",\"key\":\"torn");
      messages.add(
          "INIT_START Runtime Version: %s Runtime Version ARN: %s".formatted(secret, secret));
      messages.add("START RequestId: " + secret + " Version: " + secret);
      messages.add("LAMBDA_WARNING: Unhandled exception: " + secret + " RequestId: " + uuid);
      messages.add("user_id " + secret + " fails (message " + secret + ", receive 1)");
      messages.add("exit status " + secret + " at " + secret + "(" + secret + ")");
    }
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < messages.size(); i++) {
      ObjectNode event =
          JSON.createObjectNode()
              .put("schema", 1)
              .put("function", "consumer")
              .put("logGroup", EVERYTHING)
              .put("logStream", EVERYTHING + i)
              .put("eventId", EVERYTHING + i)
              .put("timestamp", "2026-11-22T03:42:00Z")
              .put("ingestionTime", "2026-11-22T03:42:00Z")
              .put("fetchedAt", "2026-11-22T03:43:15Z")
              .put("message", messages.get(i));
      lines.append(event).append('\n');
    }
    Files.writeString(run.file(RunFile.RAW_LOGS), lines, StandardOpenOption.APPEND);
  }

  static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }
}
