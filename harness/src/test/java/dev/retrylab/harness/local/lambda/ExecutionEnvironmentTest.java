package dev.retrylab.harness.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.failure.EngineFailure;
import dev.retrylab.harness.local.lambda.InvocationResult.FunctionError;
import dev.retrylab.harness.local.logs.LogStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("An execution environment")
class ExecutionEnvironmentTest {
  private static final FunctionSpec SPEC =
      new FunctionSpec("f", "Handler", Duration.ofSeconds(5), 128, Map.of(), 1);

  @RegisterExtension private final SteppedClock clock = SteppedClock.atNoon();

  /** Cannot take that an invocation timed out. */
  private static final class Failing implements ExecutionEnvironment.Owner {
    @Override
    public void idle(ExecutionEnvironment environment) {}

    @Override
    public void gone(ExecutionEnvironment environment, Optional<FunctionError> initFailure) {}

    @Override
    public void timedOut() {
      throw new IllegalStateException("not noted");
    }
  }

  @Test
  @DisplayName("ends a run at its timeout, even where its owner fails to note that")
  void timeoutThatNobodyNotes() {
    ExecutionEnvironment environment =
        new ExecutionEnvironment(
            SPEC,
            new InvocationLog(new LogStore(clock).create(SPEC.logGroup()), "stream", 128),
            clock,
            new Failing());
    environment.start(
        (handler, memory, variables, listener) -> new StubRuntime(listener), Map.of());
    CompletableFuture<InvocationResult> result = new CompletableFuture<>();
    environment.run(new Invocation("id", new byte[0], result));

    clock.advance(Duration.ofSeconds(5));

    assertThat(result).isCompletedWithValueMatching(FunctionError.class::isInstance);
    assertThat(clock.takeFailures())
        .extracting(EngineFailure::stackTrace)
        .singleElement()
        .asString()
        .contains("not noted");
  }
}
