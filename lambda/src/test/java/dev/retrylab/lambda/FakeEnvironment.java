package dev.retrylab.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * An environment whose dead-letter queue is a list: it answers each send with an id, from "copy-1".
 * What would end the process ends the invocation, as a kill would.
 */
final class FakeEnvironment implements ExecutionEnvironment {
  /** The requests that the dead-letter queue got. */
  final List<SendMessageRequest> sent = new ArrayList<>();

  /** What the process was asked for: sleep or halt. */
  final List<String> asked = new ArrayList<>();

  /** What a send throws instead: a RuntimeException or an Error. */
  Optional<Throwable> sendFailure = Optional.empty();

  /** What the client asked SQS to change. */
  final List<ChangeMessageVisibilityRequest> changed = new ArrayList<>();

  /** A sleep as long as that outlasts the function. */
  private static final Duration TIMEOUT =
      Duration.ofMillis(new FakeContext().getRemainingTimeInMillis());

  private final Map<String, String> variables = new HashMap<>();
  private Instant now = Instant.ofEpochMilli(1_764_000_000_000L);

  /** What leaves the handler: nothing that the handler could take for a failed record. */
  static final class Killed extends Throwable {}

  FakeEnvironment() {
    with("DLQ_URL", "https://host/1/dlq.fifo");
  }

  FakeEnvironment with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** The bodies that were sent, as "group: body". */
  List<String> forwarded() {
    return sent.stream()
        .map(request -> request.messageGroupId() + ": " + request.messageBody())
        .toList();
  }

  @Override
  public Map<String, String> variables() {
    return variables;
  }

  @Override
  public SqsClient sqs() {
    return new SqsClient() {
      @Override
      public SendMessageResponse sendMessage(SendMessageRequest request) {
        sendFailure.ifPresent(FakeEnvironment::rethrow);
        sent.add(request);
        return SendMessageResponse.builder().messageId("copy-" + sent.size()).build();
      }

      @Override
      public ChangeMessageVisibilityResponse changeMessageVisibility(
          ChangeMessageVisibilityRequest request) {
        changed.add(request);
        return ChangeMessageVisibilityResponse.builder().build();
      }

      @Override
      public String serviceName() {
        return "sqs";
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void sleep(Duration duration) {
    if (!duration.isZero()) {
      asked.add("sleep " + duration);
      now = now.plus(duration);
    }
    if (duration.compareTo(TIMEOUT) >= 0) {
      rethrow(new Killed());
    }
  }

  @Override
  public void halt() {
    asked.add("halt");
    rethrow(new Killed());
  }

  private static void rethrow(Throwable failure) {
    FakeEnvironment.<RuntimeException>unchecked(failure);
  }

  /** So that it passes all that catch exceptions and Errors, as the end of a process does. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void unchecked(Throwable failure) throws T {
    throw (T) failure;
  }
}
