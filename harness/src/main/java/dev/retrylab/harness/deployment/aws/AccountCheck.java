package dev.retrylab.harness.deployment.aws;

import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;

/** Reads how many functions the whole account may run at a time. */
record AccountCheck(LambdaClient lambda, Problems problems) {
  /** What new accounts may have (Lambda developer guide, gettingstarted-limits). */
  private static final int SMALL = 10;

  /** Empty where it cannot be read. Few are no more than a warning: few messages may do with it. */
  Optional<AccountLimit> limit() {
    try {
      Optional<AccountLimit> limit =
          Optional.of(lambda.getAccountSettings()).map(GetAccountSettingsResponse::accountLimit);
      limit
          .map(AccountLimit::concurrentExecutions)
          .filter(places -> places <= SMALL)
          .ifPresent(places -> problems.fact(warning(places)));
      return limit;
    } catch (SdkException e) {
      problems.fact(
          "How many functions the account may run at a time is unknown. "
              + AwsErrors.sentence(e, "lambda:GetAccountSettings"));
      return Optional.empty();
    }
  }

  /**
   * What is left to one function and to those that have none reserved; empty where it is not known.
   *
   * @param reserved for that function
   */
  static OptionalInt places(Optional<AccountLimit> limit, OptionalInt reserved) {
    return limit
        .map(
            all ->
                all.unreservedConcurrentExecutions() == null
                    ? all.concurrentExecutions()
                    : Integer.valueOf(all.unreservedConcurrentExecutions() + reserved.orElse(0)))
        .filter(places -> places > 0)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private static String warning(int places) {
    return "Lambda runs at most %d functions at a time in this account and region: what is beyond is throttled, and a throttled receive counts without a run. Ask for more in Service Quotas (Lambda, concurrent executions)."
        .formatted(places);
  }
}
