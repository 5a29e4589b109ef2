package dev.retrylab.harness.deployment;

import dev.retrylab.harness.stack.StackPlan;
import java.net.URI;
import java.util.Optional;

/**
 * Where on AWS to look, as far as it is asked for; the SDK's default chains find the rest.
 *
 * @param endpoint one for all services, such as LocalStack's
 * @param region such as {@code eu-central-1}
 * @param profile a profile of the shared configuration files
 * @param stack the name of the stack
 */
public record StackLocation(
    Optional<URI> endpoint, Optional<String> region, Optional<String> profile, String stack) {

  /** The name that the CDK app gives its stack. */
  public static final String DEFAULT_STACK = StackPlan.STACK_NAME;

  /** Nothing asked for. */
  public static StackLocation unspecified() {
    return new StackLocation(Optional.empty(), Optional.empty(), Optional.empty(), DEFAULT_STACK);
  }
}
