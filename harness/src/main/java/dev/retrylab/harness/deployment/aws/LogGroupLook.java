package dev.retrylab.harness.deployment.aws;

import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Looks whether a log group is there. */
record LogGroupLook(CloudWatchLogsClient logs, Asking asking) {

  /** Rule of evidence 1: the stack creates the groups, so a missing one is an error. */
  void check(String name) {
    asking
        .ask(
            "logs:DescribeLogGroups",
            () -> logs.describeLogGroups(request -> request.logGroupNamePrefix(name)))
        .filter(found -> found.logGroups().stream().noneMatch(g -> g.logGroupName().equals(name)))
        .ifPresent(
            missing ->
                asking.problem(
                    "The log group %s does not exist. The stack creates it: run cdk deploy again."
                        .formatted(name)));
  }
}
