package dev.retrylab.harness.experiment;

import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.http.Response;
import dev.retrylab.harness.local.http.RestRequest;
import dev.retrylab.harness.local.http.RestService;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Lambda, with calls of Invoke that go wrong as a test chooses. */
final class FlakyInvokes implements RestService {
  private enum Trouble {
    REFUSED,
    CALL_LOST,
    ANSWER_LOST
  }

  private final RestService service;
  private final Deque<Trouble> next = new ArrayDeque<>();
  private final AtomicInteger accepted = new AtomicInteger();

  FlakyInvokes(RestService service) {
    this.service = service;
  }

  /** Throttles one more call. */
  synchronized void refuseNext() {
    next.add(Trouble.REFUSED);
  }

  /** Fails in one more call, without taking the event. */
  synchronized void loseNextCall() {
    next.add(Trouble.CALL_LOST);
  }

  /** Takes the event of one more call, and then answers that it failed. */
  synchronized void loseNextAnswer() {
    next.add(Trouble.ANSWER_LOST);
  }

  /** How many events were taken. */
  int accepted() {
    return accepted.get();
  }

  @Override
  public synchronized CompletionStage<Response> call(RestRequest request) {
    if (!request.path().endsWith("/invocations")) {
      return service.call(request);
    }
    Trouble trouble = next.poll();
    if (trouble == Trouble.REFUSED) {
      throw AwsError.of("TooManyRequestsException", "Rate exceeded", 429);
    }
    if (trouble != Trouble.CALL_LOST) {
      accepted.incrementAndGet();
    }
    CompletionStage<Response> answer = trouble == Trouble.CALL_LOST ? null : service.call(request);
    if (trouble != null) {
      throw AwsError.of("ServiceException", "The answer is lost.", 500);
    }
    return answer;
  }
}
