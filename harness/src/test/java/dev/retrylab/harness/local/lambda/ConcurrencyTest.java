package dev.retrylab.harness.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.lambda.InvocationResult.Throttled;
import dev.retrylab.harness.local.lambda.InvocationResult.Throttled.Limit;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private final Concurrency account = Concurrency.ofAccount(5);
  private final Invoker endless = (requestId, payload) -> new CompletableFuture<>();

  @Test
  @DisplayName("functions without reserved concurrency share what the account has besides it")
  void shared() {
    Invoker one = account.limit(function(OptionalInt.empty()), endless);
    Invoker other = account.limit(function(OptionalInt.empty()), endless);
    Invoker reserved = account.limit(function(OptionalInt.of(2)), endless);

    assertThat(one.invoke(new byte[0])).isNotDone();
    assertThat(one.invoke(new byte[0])).isNotDone();
    assertThat(other.invoke(new byte[0])).isNotDone();
    assertThat(other.invoke(new byte[0])).isCompletedWithValue(new Throttled(Limit.ACCOUNT, 3));
    assertThat(reserved.invoke(new byte[0])).isNotDone();
    assertThat(reserved.invoke(new byte[0])).isNotDone();
    assertThat(reserved.invoke(new byte[0])).isCompletedWithValue(new Throttled(Limit.FUNCTION, 2));
  }

  @Test
  @DisplayName("a run that has ended, however it ended, gives its place back")
  void givenBack() {
    CompletableFuture<InvocationResult> run = new CompletableFuture<>();
    Invoker only =
        Concurrency.ofAccount(1).limit(function(OptionalInt.empty()), (id, payload) -> run);
    assertThat(only.invoke(new byte[0])).isNotDone();
    run.completeExceptionally(new IllegalStateException("lost"));
    assertThat(only.invoke(new byte[0])).isCompletedExceptionally();
  }

  @Test
  @DisplayName("only a function that has reserved nothing never runs (async-zero-reserved)")
  void forGood() {
    assertThat(new Throttled(Limit.FUNCTION, 0).forGood()).isTrue();
    assertThat(new Throttled(Limit.FUNCTION, 1).forGood()).isFalse();
    assertThat(new Throttled(Limit.ACCOUNT, 0).forGood()).isFalse();
  }

  private static FunctionSpec function(OptionalInt reserved) {
    return new FunctionSpec("f", "H", Duration.ofSeconds(5), 128, Map.of(), 10, reserved);
  }
}
