package dev.retrylab.harness.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.failure.EngineFailure;
import dev.retrylab.harness.local.logs.LogStore;
import dev.retrylab.harness.local.runtime.FunctionRuntime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A function whose runtime does not keep to the Runtime API. */
@DisplayName("A function")
class LambdaFunctionTest {
  private static final FunctionSpec SPEC =
      new FunctionSpec("f", "Handler", Duration.ofSeconds(5), 128, Map.of(), 1);

  @RegisterExtension private final SteppedClock clock = SteppedClock.atNoon();

  /** Asks for work again and again, and never responds to any. */
  private static final class Silent extends StubRuntime {
    Silent(FunctionRuntime.Listener listener) {
      super(listener);
    }

    @Override
    public void deliver(String id, String functionArn, Duration timeout, byte[] payload) {
      listener().next();
    }
  }

  @Test
  @DisplayName("An invocation that got no response has failed inside the engine, not in the log")
  void noResponse() {
    try (LambdaFunction function =
        new LambdaFunction(
            SPEC,
            (handler, memory, variables, listener) -> new Silent(listener),
            Map.of(),
            new LogStore(clock).create(SPEC.logGroup()),
            clock)) {
      CompletableFuture<InvocationResult> result = function.invoke("id", new byte[0]);
      assertThatThrownBy(result::join)
          .hasRootCauseMessage(
              "the runtime of f asked for the next invocation and gave no response");
    }
  }

  @Test
  @DisplayName("A start that fails is reported, also where no invocation waits for it")
  void failedStart() {
    IllegalStateException full = new IllegalStateException("the disk is full");
    try (LambdaFunction function =
        new LambdaFunction(
            SPEC,
            (handler, memory, variables, listener) -> {
              throw full;
            },
            Map.of(),
            new LogStore(clock).create(SPEC.logGroup()),
            clock)) {
      assertThat(function.warmUp(1)).isDone();
      assertThat(clock.takeFailures())
          .containsExactly(
              new EngineFailure(clock.instant(), "Starting an execution environment of f", full));
    }
  }
}
