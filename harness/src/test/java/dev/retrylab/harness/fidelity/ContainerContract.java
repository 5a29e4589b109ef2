package dev.retrylab.harness.fidelity;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;

/** The contract on an emulator that Testcontainers starts. */
abstract class ContainerContract<C extends GenericContainer<C>> extends EmulatorContract {
  /** Held, so that their levels stay: what went wrong is told, what goes well is not. */
  private static final List<Logger> CHATTER =
      Stream.of("org.testcontainers", "com.github.dockerjava", "tc")
          .map(Logger::getLogger)
          .toList();

  private C container;

  /** The image that is started. */
  abstract String image();

  /** The container, not yet started. */
  abstract C container(String image);

  /** The container, while its tests run. */
  final C container() {
    return container;
  }

  @Override
  void begin() {
    CHATTER.forEach(logger -> logger.setLevel(Level.WARNING));
    skipUnless(Docker.isThere(), "there is no Docker");
    String image = image();
    skipUnless(Docker.has(image), "the image %s is not here and cannot be pulled".formatted(image));
    container = container(image);
    container.start();
  }

  @Override
  final void tidy() {
    if (container != null) {
      container.stop();
    }
    super.tidy();
  }
}
