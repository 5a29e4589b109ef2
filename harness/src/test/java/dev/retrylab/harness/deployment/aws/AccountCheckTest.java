package dev.retrylab.harness.deployment.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.deployment.aws.ScriptedAws.Answer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("How many functions the account may run at a time")
class AccountCheckTest {
  @RegisterExtension final ScriptedAws aws = AwsAnswers.healthy();

  private List<String> facts() {
    PreflightResult found = AwsTarget.check(aws.place());
    assertThat(found.ready()).as("%s", found.problems()).isTrue();
    return found.facts();
  }

  @Test
  @DisplayName("is a warning where they are 10, as in a new account")
  void few() {
    aws.always("lambda:GetAccountSettings", AwsAnswers.account(10));
    assertThat(facts())
        .contains(
            "Lambda runs at most 10 functions at a time in this account and region: what is beyond"
                + " is throttled, and a throttled receive counts without a run. Ask for more in"
                + " Service Quotas (Lambda, concurrent executions).");
  }

  @Test
  @DisplayName("needs no word where they are more, or where an engine has no such limit")
  void many() {
    aws.then("lambda:GetAccountSettings", AwsAnswers.account(11), Answer.ok("{}"));
    assertThat(facts()).noneMatch(fact -> fact.contains("at a time"));
    assertThat(facts()).noneMatch(fact -> fact.contains("at a time"));
  }

  @Test
  @DisplayName("is unknown where it may not be asked, and no run hangs on it")
  void denied() {
    aws.always("lambda:GetAccountSettings", Answer.error(403, "AccessDeniedException"));
    assertThat(facts())
        .contains(
            "How many functions the account may run at a time is unknown. The permission"
                + " lambda:GetAccountSettings is missing. Grant it to whoever runs the harness; all"
                + " that are needed: retry-lab doctor --policy.");
  }
}
