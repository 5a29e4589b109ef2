package dev.retrylab.harness.fidelity;

import dev.retrylab.harness.deployment.StackLocation;
import dev.retrylab.harness.deployment.aws.AwsTarget;
import dev.retrylab.harness.deployment.aws.ClientPolicy;
import dev.retrylab.harness.deployment.local.LocalTarget;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.ClockKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The embedded engine as {@code serve} offers it: through its endpoint, in real time. Everything is
 * as on an emulator but for the deployment.
 */
@Timeout(150)
@DisplayName("The local engine, through its endpoint")
class ServedEngineIT extends RetryContract {
  private static final Path FUNCTION_JAR = Path.of("../lambda/target/retry-lab-lambda.jar");

  @TempDir private static Path folder;
  private EmulatorCredentials credentials;

  @Override
  void prepare() {
    credentials = new EmulatorCredentials();
  }

  @Override
  void tidy() {
    credentials.close();
  }

  @Override
  Engine engine() {
    return Engine.LOCAL;
  }

  /** The others take minutes of real time; the engine's own tests run them on a virtual clock. */
  @Override
  List<ContractCase> cases() {
    return List.copyOf(ContractCase.ofTheArticle());
  }

  /** Each case has an engine of its own. */
  @Override
  int atOnce() {
    return cases().size();
  }

  /** Seconds instead of minutes: a shorter visibility timeout, and no guess to be waited for. */
  @Override
  Scenario scenario(ContractCase contractCase) {
    try (InputStream article = getClass().getResourceAsStream("/scenarios/article.yaml")) {
      String text = new String(article.readAllBytes(), StandardCharsets.UTF_8);
      Path file = folder.resolve(contractCase.id() + ".yaml");
      Files.writeString(file, text.replaceAll("(?m)^hypotheses:.*$", "hypotheses: [documented]"));
      return contractCase.scenario(file.toString(), List.of("queue.visibilityTimeout=5s"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  Opened open(ContractCase contractCase, Scenario scenario) {
    LocalTarget engine =
        LocalTarget.start(scenario, ClockKind.REAL, FUNCTION_JAR, functions(contractCase));
    StackLocation place =
        new StackLocation(
            Optional.of(engine.endpoint()),
            Optional.of("us-east-1"),
            Optional.empty(),
            StackLocation.DEFAULT_STACK);
    return new Opened(AwsTarget.connect(scenario, place, false, conduct()), engine);
  }

  /** The same jar in both: one case with processes is enough, which take seconds to start. */
  private static RuntimeKind functions(ContractCase contractCase) {
    return contractCase == ContractCase.ARTICLE ? RuntimeKind.PROCESSES : RuntimeKind.SIMULATED;
  }

  /** As on AWS, but for the 30 s of slack there, which would double the time of this test. */
  private static ClientPolicy conduct() {
    ClientPolicy patient = ClientPolicy.patient();
    return new ClientPolicy(
        new NearPace(),
        patient.machineClock(),
        patient.retries(),
        patient.retriesOfReads(),
        patient.retriesOfRefusals());
  }
}
