package dev.retrylab.harness.export;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The texts of a scenario that come with this program and so tell nothing of who runs it: all of a
 * bundled scenario, and of another the user ids that mean something to the consumer.
 */
final class PublicTexts {
  private static final Set<String> USER_IDS = Set.of("1", "2", "3");
  private static final String OTHER_NAME = "other-scenario";
  private static final String OTHER_TITLE = "A scenario that does not come with the program";

  private final Optional<Scenario> bundled;
  private final Set<String> texts = new HashSet<>(USER_IDS);

  /**
   * @param scenario its name, as run.json has it
   */
  PublicTexts(String scenario) {
    this.bundled = Optional.of(scenario).filter(Scenarios.names()::contains).map(Scenarios::load);
    bundled.ifPresent(found -> found.messages().forEach(this::add));
  }

  private void add(MessageSpec message) {
    texts.add(message.key());
    texts.add(message.userId());
    texts.add(message.group());
  }

  /** Whether a key, user id or group may stay. */
  boolean contains(String text) {
    return texts.contains(text);
  }

  /** The name of the scenario, or one that says that it is not bundled. */
  String name() {
    return bundled.map(Scenario::name).orElse(OTHER_NAME);
  }

  /** The title, where it is that of the bundled scenario. */
  String title(String title) {
    return bundled.map(Scenario::title).filter(title::equals).orElse(OTHER_TITLE);
  }
}
