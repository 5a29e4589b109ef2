package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.deployment.WallTargetClock;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * How the aws target passes its time, and how its clients behave when a call fails.
 *
 * @param clock the time of the target, and waiting in it
 * @param machineClock which AWS's is compared with
 * @param retries of calls that do no harm when they are made twice
 * @param retriesOfReads of the log, where throttling is to be expected
 * @param retriesOfRefusals of sends to a standard queue and of asynchronous invocations, which are
 *     to be repeated only where the service has said no for certain: after any other failure it may
 *     have taken them
 */
public record ClientPolicy(
    TargetClock clock,
    InstantSource machineClock,
    RetryStrategy retries,
    RetryStrategy retriesOfReads,
    RetryStrategy retriesOfRefusals) {
  private static final int MOST_ATTEMPTS = 4;
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /** By the wall clock, and as patient as AWS asks its clients to be. */
  public static ClientPolicy patient() {
    return new ClientPolicy(
        new WallTargetClock(),
        InstantSource.system(),
        AwsRetryStrategy.standardRetryStrategy(),
        AwsRetryStrategy.adaptiveRetryStrategy(),
        refusals(BackoffStrategy.exponentialDelay(SHORTEST_WAIT, LONGEST_WAIT)));
  }

  /**
   * A strategy that repeats a call only where the service refused it for now.
   *
   * @param wait between two attempts
   */
  public static RetryStrategy refusals(BackoffStrategy wait) {
    return StandardRetryStrategy.builder()
        .useClientDefaults(false)
        .maxAttempts(MOST_ATTEMPTS)
        .backoffStrategy(wait)
        .throttlingBackoffStrategy(wait)
        .treatAsThrottling(ClientPolicy::refused)
        .retryOnException(ClientPolicy::refused)
        .build();
  }

  private static boolean refused(Throwable failure) {
    return failure instanceof SdkServiceException answer && answer.isThrottlingException();
  }
}
