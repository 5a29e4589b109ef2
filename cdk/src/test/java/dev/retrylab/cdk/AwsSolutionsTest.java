package dev.retrylab.cdk;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.sqs.Queue;

@NeedsNode
@DisplayName("cdk-nag's AWS solutions checks")
final class AwsSolutionsTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"fifo", "standard"})
  void find_nothing_in_the_stack(String type) {
    Annotations annotations = check(stack(type));
    annotations.hasNoError("*", Match.anyValue());
    annotations.hasNoWarning("*", Match.anyValue());
  }

  @Test
  void are_awake() {
    SynthesisedStack stack = stack("fifo");
    Queue.Builder.create(stack.stack(), "Careless").build();
    check(stack)
        .hasError("/RetryLab/Careless/Resource", Match.stringLikeRegexp("AwsSolutions-SQS4.*"));
  }

  /** Without feature flags: they would have findings end the synthesis with an exception. */
  private SynthesisedStack stack(String type) {
    return SynthesisedStack.in(
        new App(),
        Map.of("queue.type", type, "queue.spareQueue", type),
        SynthesisedStack.jar(directory, "jar"));
  }

  private static Annotations check(SynthesisedStack stack) {
    Aspects.of(stack.app()).add(new AwsSolutionsChecks());
    return Annotations.fromStack(stack.stack());
  }
}
