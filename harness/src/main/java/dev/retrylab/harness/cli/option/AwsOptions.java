package dev.retrylab.harness.cli.option;

import dev.retrylab.harness.cli.exit.UsageError;
import dev.retrylab.harness.deployment.StackLocation;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where on AWS the stack is. */
public final class AwsOptions {
  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      converter = EndpointUrl.class,
      description =
          "An endpoint that speaks AWS's wire formats, such as LocalStack's. Default: what"
              + " AWS_ENDPOINT_URL says, else AWS itself.")
  private URI endpoint;

  @Option(names = "--region", paramLabel = "REGION", description = "The AWS region of the stack.")
  private String region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "A profile of the AWS configuration files.")
  private String profile;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      defaultValue = StackLocation.DEFAULT_STACK,
      description = "The name of the stack. Default: ${DEFAULT-VALUE}.")
  private String stack;

  Optional<URI> endpoint() {
    return Optional.ofNullable(endpoint)
        .or(
            () ->
                Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL"))
                    .filter(text -> !text.isBlank())
                    .map(EndpointUrl::ofEnvironment));
  }

  /** The first option that was given, which only the aws target has; empty where none was. */
  Optional<String> given() {
    if (endpoint != null) {
      return Optional.of("--endpoint-url");
    }
    return region != null
        ? Optional.of("--region")
        : Optional.ofNullable(profile).map(p -> "--profile");
  }

  public StackLocation place() {
    refuseBlank("--region", region);
    refuseBlank("--profile", profile);
    refuseBlank("--stack", stack);
    return new StackLocation(
        endpoint(), Optional.ofNullable(region), Optional.ofNullable(profile), stack);
  }

  private static void refuseBlank(String option, String value) {
    if (value != null && value.isBlank()) {
      throw new UsageError(option + " is blank. Give a value, or leave it out.");
    }
  }
}
