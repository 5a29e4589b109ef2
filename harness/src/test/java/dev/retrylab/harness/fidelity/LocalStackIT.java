package dev.retrylab.harness.fidelity;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * LocalStack in a container. {@code -Dretry-lab.localstack-image=NAME} starts another image, {@code
 * -Dretry-lab.require-localstack=true} turns a skip into a failure.
 */
@Timeout(1800)
@DisplayName("LocalStack")
class LocalStackIT extends ContainerContract<LocalStackContainer> {
  /** The last one that starts without a token. */
  private static final String WITHOUT_TOKEN = "localstack/localstack:4.14.0";

  private static final String WITH_TOKEN = "localstack/localstack:latest";
  private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

  @Override
  Engine engine() {
    return Engine.LOCALSTACK;
  }

  @Override
  String image() {
    String newest = token().isPresent() ? WITH_TOKEN : WITHOUT_TOKEN;
    return System.getProperty("retry-lab.localstack-image", newest);
  }

  private static Optional<String> token() {
    return Optional.ofNullable(System.getenv(TOKEN)).filter(token -> !token.isBlank());
  }

  /** Testcontainers mounts Docker's socket, with which LocalStack runs the functions. */
  @Override
  LocalStackContainer container(String image) {
    LocalStackContainer container =
        new LocalStackContainer(
            DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"));
    token().ifPresent(token -> container.withEnv(TOKEN, token));
    return container;
  }

  @Override
  URI endpoint() {
    return container().getEndpoint();
  }

  @Override
  boolean required() {
    return Boolean.getBoolean("retry-lab.require-localstack");
  }
}
