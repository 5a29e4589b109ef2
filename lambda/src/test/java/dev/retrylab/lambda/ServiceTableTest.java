package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.internal.MetadataLoader;
import software.amazon.awssdk.regions.servicemetadata.SqsServiceMetadata;
import software.amazon.awssdk.services.sqs.endpoints.SqsEndpointParams;
import software.amazon.awssdk.services.sqs.endpoints.SqsEndpointProvider;

/** An SDK that looks for its services elsewhere one day fails here, not on AWS. */
@DisplayName("The SDK's table of services")
final class ServiceTableTest {

  @Test
  void is_ours_and_knows_SQS_only() {
    assertThat(MetadataLoader.serviceMetadata("sqs")).isInstanceOf(SqsServiceMetadata.class);
    assertThat(MetadataLoader.serviceMetadata("s3")).isNull();
  }

  @Test
  void has_regions_in_every_partition() {
    Set<String> partitions =
        regions().stream().map(r -> PartitionMetadata.of(r).id()).collect(Collectors.toSet());
    assertThat(partitions).contains("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-eusc");
  }

  @ParameterizedTest
  @MethodSource("regions")
  void names_the_endpoint_and_the_signing_region_that_SQS_has_in(Region region) {
    ServiceMetadata table = ServiceMetadata.of("sqs");
    assertThat(table.signingRegion(region)).isEqualTo(region);
    assertThat(URI.create("https://" + table.endpointFor(region))).isEqualTo(byRules(region));
  }

  private static URI byRules(Region region) {
    SqsEndpointParams params =
        SqsEndpointParams.builder().region(region).useDualStack(false).useFips(false).build();
    return SqsEndpointProvider.defaultProvider().resolveEndpoint(params).join().url();
  }

  private static Set<Region> regions() {
    return new SqsServiceMetadata()
        .regions().stream()
            .filter(region -> !region.id().startsWith("fips-"))
            .collect(Collectors.toSet());
  }
}
