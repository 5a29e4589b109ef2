package software.amazon.awssdk.regions;

import software.amazon.awssdk.regions.servicemetadata.SqsServiceMetadata;

/**
 * Stands in for the SDK's class of this name, which makes objects of 313 classes, one for each
 * service of AWS, before it finds the one that a client asks for: every client does, and it can't
 * be told to leave that out. These functions talk to SQS only; the other 312 are left out of their
 * jar. A service that is not known here has the SDK's defaults, as one newer than the SDK has.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {
  private final ServiceMetadata sqs = new SqsServiceMetadata();

  /** Made by the SDK. */
  public GeneratedServiceMetadataProvider() {}

  @Override
  public ServiceMetadata serviceMetadata(String endpointPrefix) {
    return endpointPrefix.equals("sqs") ? sqs : null;
  }
}
