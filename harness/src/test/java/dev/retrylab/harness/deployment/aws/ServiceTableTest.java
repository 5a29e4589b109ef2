package dev.retrylab.harness.deployment.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.internal.MetadataLoader;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** An SDK that looks for its services elsewhere one day fails here, not on AWS. */
@DisplayName("The SDK's table of services")
final class ServiceTableTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        SqsClient.class,
        LambdaClient.class,
        CloudWatchLogsClient.class,
        CloudFormationClient.class,
        CloudWatchClient.class,
        StsClient.class
      })
  void knows_the_services_that_the_harness_talks_to(Class<?> client) throws Exception {
    Field prefix = client.getField("SERVICE_METADATA_ID");
    ServiceMetadata service = MetadataLoader.serviceMetadata((String) prefix.get(null));
    assertThat(service).isNotNull();
    assertThat(service.regions())
        .contains(Region.US_EAST_1, Region.CN_NORTH_1, Region.US_GOV_WEST_1);
    assertThat(service.signingRegion(Region.EU_CENTRAL_1)).isEqualTo(Region.EU_CENTRAL_1);
  }

  @Test
  void is_ours() {
    assertThat(MetadataLoader.serviceMetadata("s3")).isNull();
  }
}
