package dev.retrylab.harness.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.scenario.AccountSettings;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.SettingsMap;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.scenario.text.DurationText;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Scenarios")
class ScenariosTest {

  @Test
  @DisplayName("the bundled article is read as it is written")
  void readsTheArticle() {
    Scenario article =
        new Scenario(
            "article",
            "FIFO queue, maxReceiveCount 2, asynchronous retry attempts 1",
            new QueueSettings(
                QueueType.FIFO,
                Duration.ofSeconds(30),
                2,
                Duration.ofDays(4),
                Duration.ofDays(14),
                Duration.ZERO),
            new MappingSettings(1, Duration.ZERO, false),
            new FunctionSettings(Duration.ofSeconds(5), 1, Duration.ofHours(6)),
            new AccountSettings(1_000),
            List.of(
                new MessageSpec(
                    "m1", "1", "1", Duration.ZERO, new Behaviour.Forward(), /* stated */ false),
                new MessageSpec(
                    "m2", "2", "2", Duration.ZERO, new Behaviour.Throw(), /* stated */ false)),
            List.of("documented", "async-retries-apply"),
            Trigger.MAPPING,
            List.of(),
            List.of("queue.type", "queue.maxReceiveCount"));
    assertThat(Scenarios.load("article")).isEqualTo(article);
  }

  @Test
  @DisplayName("what a scenario is about must be settings, each once")
  void about() {
    String message = "\nmessages: [ { key: a, userId: \"1\" } ]";
    assertThat(parsed("name: x\nabout: [queue.delay, function.timeout]" + message).about())
        .containsExactly("queue.delay", "function.timeout");
    assertThatThrownBy(() -> parsed("name: x\nabout: [queue.color, timeout]" + message))
        .hasMessageContaining(
            "about names queue.color, but must name settings of queue, mapping, function or account, such as queue.visibilityTimeout.")
        .hasMessageContaining("about names timeout, but");
    assertThatThrownBy(() -> parsed("name: x\nabout: queue.delay" + message))
        .hasMessageContaining("a list of keys of settings");
    assertThatThrownBy(() -> parsed("name: x\nabout: [queue.delay, queue.delay]" + message))
        .hasMessageContaining("about");
  }

  @Test
  @DisplayName("every bundled scenario is valid and named as its file")
  void bundledScenariosAreValid() {
    assertThat(Scenarios.names())
        .contains("article")
        .allSatisfy(name -> assertThat(Scenarios.load(name).name()).isEqualTo(name));
  }

  @Test
  @DisplayName("defaults fill what the file leaves out, and copies are written out")
  void fillsDefaultsAndCopies() {
    assertThat(
            parsed(
                """
                name: small
                messages:
                  - { key: a, userId: "2", copies: 2, group: g, sendAfter: 1m, behaviour: fail-times 3 }
                  - { key: b, userId: "7" }
                """))
        .isEqualTo(
            new Scenario(
                "small",
                "small",
                QueueSettings.defaults(),
                MappingSettings.defaults(),
                FunctionSettings.defaults(),
                List.of(
                    MessageSpec.of("a-1", "2")
                        .inGroup("g")
                        .sentAfter(Duration.ofMinutes(1))
                        .behaving(new Behaviour.FailTimes(3)),
                    MessageSpec.of("a-2", "2")
                        .inGroup("g")
                        .sentAfter(Duration.ofMinutes(1))
                        .behaving(new Behaviour.FailTimes(3)),
                    MessageSpec.of("b", "7")),
                List.of()));
  }

  @Test
  @DisplayName("overrides set any scalar key, the last one counts")
  void appliesOverrides() {
    Scenario scenario =
        Scenarios.load(
            "article",
            List.of(
                "queue.visibilityTimeout=100s",
                "queue.visibilityTimeout=200s",
                "queue.type=standard",
                "mapping.batchSize=10",
                "mapping.reportBatchItemFailures=true",
                "name=x1",
                "title=A = B"));
    assertThat(scenario.queue().visibilityTimeout()).isEqualTo(Duration.ofSeconds(200));
    assertThat(scenario.queue().type()).isEqualTo(QueueType.STANDARD);
    assertThat(scenario.mapping()).isEqualTo(new MappingSettings(10, Duration.ZERO, true));
    assertThat(scenario.name()).isEqualTo("x1");
    assertThat(scenario.title()).isEqualTo("A = B");
  }

  @Test
  @DisplayName("a file is read by its path")
  void readsAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, "name: mine\nmessages: [{ key: a, userId: \"3\" }]\n");
    assertThat(Scenarios.load(file.toString()).name()).isEqualTo("mine");
  }

  @Test
  @DisplayName("a name that is neither bundled nor a file lists those there are")
  void refusesUnknownNames() {
    assertThatThrownBy(() -> Scenarios.load("artikel"))
        .isInstanceOf(InvalidScenario.class)
        .hasMessageContaining("no scenario or readable file \"artikel\"; scenarios are article");
  }

  @Test
  @DisplayName("everything wrong is said at once, each with key, value and range")
  void collectsAllProblems() {
    assertProblems(
        """
        name: Bad Name
        titel: x
        queue: { type: lifo, visibilityTimeout: 13h, maxReceiveCount: 0, retention: 30, dealy: 1s }
        mapping: { batchSize: ten, reportBatchItemFailures: "yes" }
        function: { timeout: 0s, retryAttempts: 3 }
        messages:
          - { key: a, userId: 2 }
          - { userId: "1", behaviour: explode, copies: 0 }
          - { key: "b b", userId: "1", group: "" }
        """,
        "titel is unknown; did you mean title?",
        "name is \"Bad Name\", but must be 1 to 64 of a-z, 0-9 and hyphen.",
        "queue.dealy is unknown; did you mean queue.delay?",
        "queue.type is \"lifo\", but must be fifo or standard.",
        "queue.retention is 30, a number without a unit; write 30s, 30m, 30h or 30d.",
        "queue.visibilityTimeout is 13h, but must be 0s to 12h.",
        "queue.maxReceiveCount is 0, but must be 1 to 1000.",
        "mapping.batchSize is \"ten\", but must be a whole number.",
        "mapping.reportBatchItemFailures is \"yes\", but must be true or false.",
        "function.timeout is 0s, but must be 1s to 15m.",
        "function.retryAttempts is 3, but must be 0 to 2.",
        "messages[1].userId is 2, but must be a text; put it in quotation marks.",
        "messages[2].key is missing.",
        "messages[2].behaviour is \"explode\", but must be one of succeed, throw, forward,"
            + " fail-times N (N 1 to 1000), fail-sent-before T (T since the start, such as 90s),"
            + " fail-between T1 T2 (since the start), fail-until T (since the start),"
            + " fail-rate P% (P 1 to 99), fail-with-visibility D (D 0s to 11h),"
            + " fail-with-backoff D xF max M (F 2 to 10, D and M 1s to 11h),"
            + " hang, crash, answer-empty-id, answer-null-id,"
            + " answer-unknown-id, answer-misspelt-key, answer-empty-object.",
        "messages[2].copies is 0, but must be 1 to 1000000.",
        "messages: key is \"b b\", but must be 1 to 64 letters, digits, underscores or hyphens.",
        "message b b: group is \"\", but must be 1 to 128 ASCII characters without spaces.");
  }

  @Test
  @DisplayName("settings that AWS refuses together are refused")
  void refusesWhatDoesNotGoTogether() {
    assertProblems(
        with("queue: { visibilityTimeout: 30s }\nfunction: { timeout: 60s }"),
        "queue.visibilityTimeout is 30s, but must be at least function.timeout, which is 1m, to 12h.");
    assertProblems(
        with("mapping: { batchSize: 11, batchingWindow: 1s }"),
        "mapping.batchSize is 11, but must be 1 to 10 over a FIFO queue.",
        "mapping.batchingWindow is 1s, but must be 0s over a FIFO queue.");
    assertProblems(
        with("queue: { type: standard }\nmapping: { batchSize: 11 }"),
        "mapping.batchingWindow is 0s, but must be 1s to 5m for mapping.batchSize 11, which is over 10.");
  }

  @Test
  @DisplayName("missing, empty and repeated messages are refused")
  void refusesBadMessageLists() {
    assertProblems(
        "name: x", "messages is missing; give at least one message with key and userId.");
    assertProblems(
        "name: x\nmessages: []",
        "messages is empty, but must hold at least one message with key and userId.");
    assertProblems(
        "name: x\nmessages: [{key: a, userId: u}, {key: a, userId: u}]",
        "messages has \"a\" twice, but each must be unique.");
    assertProblems(
        "name: x\nmessages: [{key: a, userId: u, copies: 999999}, {key: b, userId: u, copies: 2}]",
        "messages[2] brings the messages to 1000001, but a scenario may send at most 1000000.");
  }

  @Test
  @DisplayName("a sentence about a name of any length is short")
  void shortensNames() {
    String name = "a".repeat(5_000);
    assertThatThrownBy(
            () ->
                parsed(
                    "name: x\nmessages: [{key: a, userId: u}]\nabout: [%s, %s]\nhypotheses: [%s, %s]"
                        .formatted(name, name, name, name)))
        .isInstanceOfSatisfying(
            InvalidScenario.class,
            refused ->
                assertThat(refused.problems()).allMatch(problem -> problem.length() < 1_000));
  }

  @Test
  @DisplayName("a rate and a time are the messages of that time, in batches of one second")
  void readsArrivals() {
    assertThat(arrivals("rate: 4/s, for: 2s, sendAfter: 10s"))
        .containsExactly(
            "a-1 10s", "a-2 10s", "a-3 10s", "a-4 10s", "a-5 11s", "a-6 11s", "a-7 11s", "a-8 11s");
    assertThat(arrivals("rate: 2/min, for: 90s")).containsExactly("a-1 0s", "a-2 30s", "a-3 1m");
    List<String> many = arrivals("rate: 20/s, for: 1s");
    assertThat(many).hasSize(20).startsWith("a-1 0s").contains("a-10 0s", "a-11 500ms");
  }

  private static List<String> arrivals(String words) {
    return parsed("name: x\nmessages: [{key: a, userId: \"3\", %s}]".formatted(words))
        .messages()
        .stream()
        .map(message -> message.key() + " " + DurationText.print(message.sendAfter()))
        .toList();
  }

  @Test
  @DisplayName("a rate that is none, without a time, or beside copies is refused")
  void refusesBadArrivals() {
    assertProblems(
        "name: x\nmessages: [{key: a, userId: u, rate: 20/d, for: 1h}]",
        "messages[1].rate is \"20/d\", but must be 1/h to 1000/s, such as 20/s, 5/min or 100/h.");
    assertProblems(
        "name: x\nmessages: [{key: a, userId: u, rate: 20/s}]",
        "messages[1] has rate without for, but messages arrive at a rate for some time; write for example rate: 20/s, for: 1h.");
    assertProblems(
        "name: x\nmessages: [{key: a, userId: u, rate: 1/s, for: 0s, copies: 2}]",
        "messages[1] has both rate and copies, but must have one of them.",
        "messages[1].for is 0s, but must be 1s to 14d.");
    assertProblems(
        "name: x\nmessages: [{key: a, userId: u, rate: 1000/s, for: 14d}]",
        "messages[1] brings the messages to 1209600000, but a scenario may send at most 1000000.");
  }

  @Test
  @DisplayName("a file that is no YAML is refused with the place, in one sentence")
  void refusesBadYaml() {
    assertThatThrownBy(() -> parsed("name: x\nqueue: { type: fifo\nmessages: []"))
        .isInstanceOf(InvalidScenario.class)
        .hasMessageMatching("test is not valid YAML at line \\d+, column \\d+: [^\\n]+\\.");
    assertThatThrownBy(() -> parsed("name: x\n\tqueue: y"))
        .hasMessage(
            "test is not valid YAML at line 2, column 1: found character '\\t(TAB)' that cannot"
                + " start any token.");
    assertThatThrownBy(() -> parsed("{{{"))
        .hasMessageMatching(
            "test is not valid YAML at line 1, column \\d: a key must be a plain word\\.");
    assertThatThrownBy(() -> parsed("name: x\nname: y"))
        .hasMessageMatching(
            "test is not valid YAML at line 2, column \\d+: Duplicate field 'name'\\.");
    assertThatThrownBy(() -> parsed("name: x\n--- \nname: y")).isInstanceOf(InvalidScenario.class);
    assertThatThrownBy(() -> parsed("")).isInstanceOf(InvalidScenario.class);
    assertThatThrownBy(() -> parsed("just words")).isInstanceOf(InvalidScenario.class);
  }

  @Test
  @DisplayName("aliases, huge files, deep nesting and other encodings are refused")
  void refusesHostileFiles() {
    assertThatThrownBy(() -> parsed("name: &a x\ntitle: *a"))
        .hasMessageMatching("test uses a YAML alias at line 2, column \\d+, which .*");
    assertThatThrownBy(() -> parsed("#".repeat((1 << 20) + 1)))
        .hasMessage("test is larger than 1 MiB, too large for a scenario.");
    assertThatThrownBy(() -> parsed("name: " + "[".repeat(5000)))
        .isInstanceOf(InvalidScenario.class);
    assertThatThrownBy(() -> Scenarios.parse("test", new byte[] {'n', (byte) 0xff, ':'}, List.of()))
        .hasMessage("test is no text in UTF-8.");
  }

  @Test
  @DisplayName("overrides that name no key, or have no value, are refused")
  void refusesBadOverrides() {
    assertThatThrownBy(
            () -> Scenarios.load("article", List.of("queue.visibilityTimout=1s", "queue.delay")))
        .isInstanceOfSatisfying(
            InvalidScenario.class,
            invalid ->
                assertThat(invalid.problems())
                    .containsExactly(
                        "--set queue.visibilityTimout: there is no such key; did you mean"
                            + " queue.visibilityTimeout?",
                        "--set \"queue.delay\" has no value; write --set key=value, for example"
                            + " --set queue.visibilityTimeout=200s."));
  }

  @Test
  @DisplayName("settings print in the words of the file")
  void printsSettings() {
    assertThat(SettingsMap.of(Scenarios.load("article")).toString())
        .isEqualTo(
            "{queue={type=fifo, visibilityTimeout=30s, maxReceiveCount=2, retention=4d,"
                + " dlqRetention=14d, delay=0s}, mapping={batchSize=1, batchingWindow=0s,"
                + " reportBatchItemFailures=false}, function={timeout=5s, retryAttempts=1,"
                + " maximumEventAge=6h}}");
  }

  private static String with(String settings) {
    return "name: x\n" + settings + "\nmessages: [{key: a, userId: u}]";
  }

  private static Scenario parsed(String yaml) {
    return Scenarios.parse("test", yaml.getBytes(StandardCharsets.UTF_8), List.of());
  }

  private static void assertProblems(String yaml, String... sentences) {
    assertThatThrownBy(() -> parsed(yaml))
        .isInstanceOfSatisfying(
            InvalidScenario.class,
            invalid -> assertThat(invalid.problems()).containsExactly(sentences));
  }

  @Test
  @DisplayName("A user id that cannot name a message group needs one, over a FIFO queue only")
  void userIdAsGroup() {
    String message =
        """
        name: new
        messages: [ { key: m, userId: "Ada Lovelace" } ]
        """;
    assertThatThrownBy(() -> parsed(message))
        .isInstanceOf(InvalidScenario.class)
        .hasMessageContaining(
            "messages[1].group is missing, and the userId \"Ada Lovelace\" cannot stand for it,"
                + " since a message group is 1 to 128 ASCII characters without spaces; give a group.");
    Scenario standard = parsed(message + "queue: { type: standard }");
    assertThat(standard.messages().get(0).userId()).isEqualTo("Ada Lovelace");
    assertThat(Scenarios.of(new ObjectMapper().valueToTree(ScenarioDocument.of(standard))))
        .isEqualTo(standard);
  }

  @Test
  @DisplayName("A user id that SQS would refuse is refused")
  void userIdOfSqs() {
    for (String user : List.of("\uD83D", "\uFFFE", "x".repeat(1_001), "")) {
      assertThatThrownBy(() -> MessageSpec.of("m", "u").ofUser(user))
          .isInstanceOf(InvalidScenario.class)
          .hasMessageEndingWith("but must be 1 to 1000 characters that SQS accepts.");
    }
    assertThat(MessageSpec.of("m", "u").ofUser("\uD83D\uDE00\u0000\n").userId()).hasSize(4);
  }
}
