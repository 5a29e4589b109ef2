package dev.retrylab.harness.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.fuzz.Damage;
import dev.retrylab.harness.fuzz.Tries;
import dev.retrylab.harness.fuzz.Wire;
import dev.retrylab.harness.local.clock.Pace;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent to the engine is answered in AWS's words, and never fails in the engine. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EngineWireFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOST = "Host: 127.0.0.1\r\n";

  @TempDir private static Path folder;
  private static LocalEngine engine;
  private static int queues;

  @BeforeAll
  static void start() throws IOException {
    Path noFunction = Files.createFile(folder.resolve("no-function.jar"));
    engine = LocalEngine.start(Pace.REAL, 0, noFunction, RuntimeKind.PROCESSES, Duration.ZERO);
    engine.declareStack("RetryLab", Map.of("Scenario", "a&b<c>\u0001\"'"));
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @AfterEach
  void it_still_serves() throws IOException {
    assertThat(json("AmazonSQS.ListQueues", "{\"QueueNamePrefix\":\"none\"}".getBytes(UTF_8)))
        .isEqualTo(200);
  }

  @Test
  void actions_of_SQS_with_other_members_and_values() {
    List<String> actions = new ArrayList<>(new TreeSet<>(SqsActions.ALL.keySet()));
    Tries.of(
        300,
        random -> {
          Map<String, String> words = queue();
          String action = actions.get(random.nextInt(actions.size()));
          JsonNode input = Damage.tree(random, SqsActions.input(action, words));
          answered("AmazonSQS." + action, prompt(input));
          json(
              "AmazonSQS.DeleteQueue",
              ("{\"QueueUrl\":\"" + words.get("URL") + "\"}").getBytes(UTF_8));
        });
  }

  @Test
  void bodies_that_were_damaged() {
    List<String> actions = new ArrayList<>(new TreeSet<>(SqsActions.ALL.keySet()));
    Map<String, String> words = queue();
    Tries.of(
        150,
        random -> {
          String action = actions.get(random.nextInt(actions.size()));
          byte[] body = SqsActions.input(action, words).toString().getBytes(UTF_8);
          answered("AmazonSQS." + action, Damage.bytes(random, body));
        });
  }

  @Test
  void actions_of_CloudWatch_Logs_with_other_members_and_values() throws IOException {
    JsonNode input =
        JSON.readTree(
            "{\"logGroupName\":\"/aws/lambda/f\",\"startTime\":0,\"endTime\":9999999999999,"
                + "\"nextToken\":\"MQ\",\"limit\":5,\"filterPattern\":\"\",\"interleaved\":true}");
    Tries.of(
        300,
        random -> {
          String action = random.nextInt(3) == 0 ? "DescribeLogGroups" : "FilterLogEvents";
          answered("Logs_20140328." + action, bytes(Damage.tree(random, input)));
        });
  }

  @Test
  void forms_that_were_damaged_are_answered_in_XML() {
    List<String> forms =
        List.of(
            "Action=DescribeStacks&Version=2010-05-15&StackName=RetryLab",
            "Action=GetCallerIdentity&Version=2011-06-15");
    Tries.of(
        300,
        random -> {
          byte[] form = forms.get(random.nextInt(2)).getBytes(UTF_8);
          Wire.Answer answer =
              Wire.send(
                  engine.endpoint(),
                  Wire.request(
                      "POST / HTTP/1.1",
                      HOST + "Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n",
                      random.nextInt(20) == 0 ? form : Damage.bytes(random, form)));
          assertThat(answer.status()).as(answer.body()).isBetween(200, 499);
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(answer.body().getBytes(UTF_8)));
        });
  }

  @Test
  void requests_that_were_damaged_as_bytes() {
    Map<String, String> words = queue();
    byte[] body = SqsActions.input("SendMessage", words).toString().getBytes(UTF_8);
    List<byte[]> requests =
        List.of(
            Wire.request("POST / HTTP/1.1", HOST + "X-Amz-Target: AmazonSQS.SendMessage\r\n", body),
            Wire.request("GET /2015-03-31/functions/f/configuration?a=%20b HTTP/1.1", HOST, body),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}a\r\n0\r\n\r\n"
                .getBytes(UTF_8));
    Tries.of(
        300,
        random -> {
          byte[] request = Damage.bytes(random, requests.get(random.nextInt(requests.size())));
          Wire.Answer answer = Wire.sendAll(engine.endpoint(), request);
          assertThat(answer.status()).as(answer.body()).isNotEqualTo(500);
          assertTellsNothing(answer);
        });
  }

  private static Map<String, String> queue() {
    String name = "q" + ++queues;
    Queue dlq = engine.createQueue(name + "-dlq", Map.of());
    Queue queue = engine.createQueue(name, Map.of());
    queue.send(SendRequest.of("x"));
    String handle = queue.receiveNow(ReceiveRequest.of(1)).get(0).receiptHandle();
    queue.send(SendRequest.of("y"));
    return Map.of(
        "URL",
        engine.endpoint() + "/000000000000/" + name,
        "ARN",
        queue.arn().toString(),
        "DLQ",
        dlq.arn().toString(),
        "NAME",
        name,
        "HANDLE",
        handle);
  }

  /** Without a wait, which would be as long as it says. */
  private static byte[] prompt(JsonNode input) {
    if (input instanceof ObjectNode object && object.path("WaitTimeSeconds").asInt() > 0) {
      object.remove("WaitTimeSeconds");
    }
    return bytes(input);
  }

  private static byte[] bytes(JsonNode input) {
    return Damage.written(input);
  }

  private static int json(String target, byte[] body) throws IOException {
    return answered(target, body);
  }

  private static int answered(String target, byte[] body) throws IOException {
    Wire.Answer answer =
        Wire.send(
            engine.endpoint(),
            Wire.request("POST / HTTP/1.1", HOST + "X-Amz-Target: " + target + "\r\n", body));
    assertThat(answer.status()).as(target + " " + answer.body()).isBetween(200, 499);
    assertTellsNothing(answer);
    String text = answer.body().replaceFirst("^[0-9a-f]+\r\n ", "");
    if (answer.status() >= 400) {
      assertThat(JSON.readTree(text).path("__type").asText()).as(text).isNotEmpty();
      assertThat(JSON.readTree(text).path("message").asText()).as(text).isNotEmpty();
    }
    return answer.status();
  }

  private static void assertTellsNothing(Wire.Answer answer) {
    assertThat(answer.body())
        .doesNotContain("Exception:", "\tat ", "com.fasterxml", "dev.retrylab");
  }
}
