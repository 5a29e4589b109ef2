package dev.retrylab.harness.deployment.aws;

import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;

/** Checks how many functions the whole account may run at a time. */
record AccountCheck(LambdaClient lambda, Problems problems) {
  /** What new accounts may have (Lambda developer guide, gettingstarted-limits). */
  private static final int SMALL = 10;

  /** No more than a warning: a run of few messages may do with it. */
  void check() {
    try {
      Optional.of(lambda.getAccountSettings())
          .map(GetAccountSettingsResponse::accountLimit)
          .map(AccountLimit::concurrentExecutions)
          .filter(places -> places <= SMALL)
          .ifPresent(places -> problems.fact(warning(places)));
    } catch (SdkException e) {
      problems.fact(
          "How many functions the account may run at a time is unknown. "
              + AwsErrors.sentence(e, "lambda:GetAccountSettings"));
    }
  }

  private static String warning(int places) {
    return "Lambda runs at most %d functions at a time in this account and region: what is beyond is throttled, and a throttled receive counts without a run. Ask for more in Service Quotas (Lambda, concurrent executions)."
        .formatted(places);
  }
}
