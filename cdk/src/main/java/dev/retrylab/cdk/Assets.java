package dev.retrylab.cdk;

import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.IStackSynthesizer;

/**
 * Where the template looks for the functions' jar.
 *
 * @param bucket an S3 bucket to which whoever deploys uploads the jar; empty for the bucket of a
 *     bootstrapped account, to which {@code cdk deploy} uploads it
 */
record Assets(Optional<String> bucket) {
  private static final String KEY = "assetsBucket";

  static Assets of(Map<String, String> context) {
    return new Assets(Optional.ofNullable(context.get(KEY)));
  }

  static Assets bootstrapped() {
    return new Assets(Optional.empty());
  }

  /**
   * With a bucket of its own the template asks for nothing that {@code cdk bootstrap} makes: an
   * emulator's CloudFormation knows neither the SSM parameter nor the roles.
   */
  IStackSynthesizer synthesizer() {
    DefaultStackSynthesizer.Builder builder = DefaultStackSynthesizer.Builder.create();
    bucket.ifPresent(
        name -> builder.fileAssetsBucketName(name).generateBootstrapVersionRule(false));
    return builder.build();
  }
}
