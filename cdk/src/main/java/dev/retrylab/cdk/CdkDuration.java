package dev.retrylab.cdk;

import software.amazon.awscdk.Duration;

/** The CDK's own durations. */
final class CdkDuration {
  private CdkDuration() {}

  /** Whole seconds. */
  static Duration of(java.time.Duration duration) {
    return Duration.seconds(duration.toSeconds());
  }
}
