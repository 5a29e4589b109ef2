package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

@DisplayName("Lambda's execution environment")
final class ExecutionEnvironmentTest {

  @Test
  void has_a_client_that_is_made_without_credentials_so_that_init_need_not_wait_for_them() {
    System.setProperty("aws.region", "eu-central-1");
    try (SqsClient sqs = new ExecutionEnvironment.Lambda().sqs()) {
      assertThat(sqs.serviceClientConfiguration().region()).isEqualTo(Region.EU_CENTRAL_1);
    } finally {
      System.clearProperty("aws.region");
    }
  }
}
