package software.amazon.awssdk.regions;

import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.servicemetadata.CloudformationServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.LambdaServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.LogsServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.MonitoringServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.SqsServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.StsServiceMetadata;

/**
 * Stands in for the SDK's class of this name, which makes objects of 313 classes, one for each
 * service of AWS, before it finds the one that a client asks for: every client does, and it can't
 * be told to leave that out. The harness talks to these six. A service that is not known here has
 * the SDK's defaults, as one newer than the SDK has.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {
  private static final Map<String, Supplier<ServiceMetadata>> SERVICES =
      Map.of(
          "sqs", SqsServiceMetadata::new,
          "lambda", LambdaServiceMetadata::new,
          "logs", LogsServiceMetadata::new,
          "cloudformation", CloudformationServiceMetadata::new,
          "monitoring", MonitoringServiceMetadata::new,
          "sts", StsServiceMetadata::new);

  /** Made by the SDK. */
  public GeneratedServiceMetadataProvider() {}

  @Override
  public ServiceMetadata serviceMetadata(String endpointPrefix) {
    Supplier<ServiceMetadata> service = SERVICES.get(endpointPrefix);
    return service == null ? null : service.get();
  }
}
