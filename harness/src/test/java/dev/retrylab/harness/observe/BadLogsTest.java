package dev.retrylab.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.deployment.aws.AwsErrors;
import dev.retrylab.harness.deployment.aws.ScriptedAws;
import dev.retrylab.harness.deployment.aws.ScriptedAws.Answer;
import dev.retrylab.harness.observe.LogSource.LogEndUnreachable;
import dev.retrylab.harness.observe.LogSource.LogGroupMissing;
import dev.retrylab.harness.timeline.FunctionRole;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;

/** CloudWatch's habits, over HTTP and through the real SDK client. */
class BadLogsTest {
  private static final String FILTER = "logs:FilterLogEvents";
  private static final String GROUP = "/aws/lambda/consumer";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ScriptedAws aws = new ScriptedAws();
  private final List<LogLine> kept = new ArrayList<>();
  private final CloudWatchLogsClient client =
      CloudWatchLogsClient.builder()
          .endpointOverride(aws.uri())
          .region(Region.EU_CENTRAL_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
          .httpClient(UrlConnectionHttpClient.create())
          .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
          .build();
  private final Observer observer =
      new Observer(
          new CloudWatchLogSource(
              client, Map.of(FunctionRole.CONSUMER, GROUP), InstantSource.fixed(START)),
          START,
          kept::addAll);

  @AfterEach
  void end() {
    client.close();
    aws.close();
  }

  private static Answer page(String next, String... ids) {
    List<String> events = new ArrayList<>();
    for (String id : ids) {
      events.add(event(id, START));
    }
    String token = next.isEmpty() ? "" : ",\"nextToken\":\"" + next + "\"";
    return Answer.ok("{\"events\":[" + String.join(",", events) + "]" + token + "}");
  }

  private static String event(String id, Instant at) {
    return "{\"eventId\":\"%s\",\"logStreamName\":\"s\",\"timestamp\":%d,\"ingestionTime\":%d,\"message\":\"%s\"}"
        .formatted(id, at.toEpochMilli(), at.plusSeconds(1).toEpochMilli(), id);
  }

  private List<String> seen() {
    return kept.stream().map(LogLine::eventId).toList();
  }

  @Test
  @DisplayName("An empty page with a token is not the end")
  void emptyPage() {
    aws.then(FILTER, page("a"), page("b"), page("c", "e1"), page("d"), page("", "e2"));
    assertThat(observer.poll()).isTrue();
    assertThat(seen()).containsExactly("e1", "e2");
  }

  @Test
  @DisplayName("An event that comes twice is one, and polls that bring nothing new are equal")
  void duplicates() {
    aws.then(FILTER, page("a", "e2", "e1", "e2"), page("", "e1"), page("", "e1", "e2"));
    observer.poll();
    observer.poll();
    assertThat(seen()).containsExactly("e2", "e1");
    assertThat(observer.equalPolls()).isEqualTo(2);
  }

  @Test
  @DisplayName("Every poll reads from two minutes before the start, whatever has been seen")
  void wholeWindow() {
    aws.always(FILTER, page("", "e1"));
    observer.poll();
    observer.poll();
    String from = "\"startTime\":" + START.minusSeconds(120).toEpochMilli();
    assertThat(aws.bodies()).hasSize(2).allMatch(body -> body.contains(from));
  }

  @Test
  @DisplayName("A 500 in the middle costs that page only")
  void serverError() {
    aws.then(FILTER, page("a", "e1"), Answer.error(500, "InternalFailure"), page("", "e2"));
    assertThat(observer.poll()).isTrue();
    assertThat(seen()).containsExactly("e1", "e2");
  }

  @Test
  @DisplayName(
      "Throttling that lasts makes the poll one that tells nothing, and the next one counts")
  void throttled() {
    aws.then(FILTER, page("", "e1"));
    observer.poll();
    aws.always(FILTER, Answer.error(400, "ThrottlingException"));
    assertThat(observer.poll()).isFalse();
    assertThat(observer.equalPolls()).isZero();
    aws.always(FILTER, page("", "e1"));
    assertThat(observer.poll()).isTrue();
    assertThat(observer.equalPolls()).isEqualTo(1);
  }

  @Test
  @DisplayName("Pages that lead in a circle end the reading with a sentence")
  void circle() {
    aws.always(FILTER, page("a", "e1"));
    assertThatThrownBy(observer::poll)
        .isInstanceOf(LogEndUnreachable.class)
        .hasMessageStartingWith("Log group /aws/lambda/consumer cannot be read to its end: ");
  }

  @Test
  @DisplayName("An empty token is the end")
  void emptyToken() {
    aws.always(FILTER, Answer.ok("{\"events\":[" + event("e1", START) + "],\"nextToken\":\"\"}"));
    assertThat(observer.poll()).isTrue();
    assertThat(seen()).containsExactly("e1");
  }

  @Test
  @DisplayName("A group that is missing is an error, and the sentence says what to do")
  void missing() {
    aws.always(FILTER, Answer.error(400, "ResourceNotFoundException"));
    assertThatThrownBy(observer::poll)
        .isInstanceOf(LogGroupMissing.class)
        .hasMessage(
            "Log group /aws/lambda/consumer does not exist. The stack creates it: deploy the stack again, and check the region.");
  }

  @Test
  @DisplayName("Credentials that expire in the middle of a run end it with a sentence")
  void expired() {
    aws.always(FILTER, Answer.error(400, "ExpiredTokenException"));
    assertThatThrownBy(observer::poll)
        .isInstanceOfSatisfying(
            CloudWatchLogsException.class,
            e ->
                assertThat(AwsErrors.sentence(e, FILTER))
                    .isEqualTo(
                        "The AWS credentials have expired. Renew them, for example with aws sso login."));
  }

  @Test
  @DisplayName("Above 10,000 events only the end of the window is read, and all of it on demand")
  void rollingWindow() {
    Instant newest = START.plus(Duration.ofMinutes(20));
    IntStream.rangeClosed(1, 10_001)
        .mapToObj(
            i ->
                new LogLine(
                    FunctionRole.CONSUMER, GROUP, "s", "e" + i, newest, newest, newest, "x"))
        .forEach(observer::remember);
    aws.always(FILTER, page(""));
    observer.poll();
    assertThat(observer.hasReadAll()).isFalse();
    observer.readAllNext();
    observer.poll();
    assertThat(observer.hasReadAll()).isTrue();
    assertThat(aws.bodies().get(0))
        .contains("\"startTime\":" + newest.minus(Duration.ofMinutes(5)).toEpochMilli());
    assertThat(aws.bodies().get(1))
        .contains("\"startTime\":" + START.minusSeconds(120).toEpochMilli());
  }
}
