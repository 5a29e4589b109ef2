package dev.retrylab.harness.fidelity;

import io.floci.testcontainers.FlociContainer;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.utility.DockerImageName;

/**
 * Floci in a container, of the version that its declared differences were measured with: {@code
 * -Dretry-lab.floci=true}. {@code -Dretry-lab.floci-image=NAME} starts another image.
 */
@Timeout(1800)
@DisplayName("Floci")
class FlociIT extends ContainerContract<FlociContainer> {
  private static final String IMAGE = "floci/floci:1.7.0";

  @Override
  Engine engine() {
    return Engine.FLOCI;
  }

  @Override
  void begin() {
    skipUnless(Boolean.getBoolean("retry-lab.floci"), "-Dretry-lab.floci=true runs it");
    super.begin();
  }

  @Override
  String image() {
    return System.getProperty("retry-lab.floci-image", IMAGE);
  }

  @Override
  FlociContainer container(String image) {
    return new FlociContainer(
        DockerImageName.parse(image).asCompatibleSubstituteFor("floci/floci"));
  }

  @Override
  URI endpoint() {
    return URI.create(container().getEndpoint());
  }
}
