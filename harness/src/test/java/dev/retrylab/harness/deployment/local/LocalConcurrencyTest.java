package dev.retrylab.harness.deployment.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The local engine")
class LocalConcurrencyTest {

  @Test
  @DisplayName("runs as many at a time as the mapping's maximum, up to 16")
  void honoured() {
    assertThat(of(100, "mapping.maximumConcurrency=16")).isEqualTo(new LocalConcurrency(16, 16));
    assertThat(of(100, "mapping.maximumConcurrency=2")).isEqualTo(new LocalConcurrency(4, 2));
    assertThat(of(3, "mapping.maximumConcurrency=1000")).isEqualTo(new LocalConcurrency(4, 3));
    assertThat(of(100, "function.reservedConcurrency=7")).isEqualTo(new LocalConcurrency(7, 7));
    assertThat(of(100, "function.reservedConcurrency=0")).isEqualTo(new LocalConcurrency(4, 0));
  }

  @Test
  @DisplayName(
      "in a small account lets four more be asked for than may run, so that some are throttled")
  void smallAccount() {
    assertThat(of(100, "account.concurrency=7")).isEqualTo(new LocalConcurrency(11, 7));
    assertThat(of(100, "account.concurrency=16")).isEqualTo(new LocalConcurrency(16, 16));
    assertThat(of(100, "account.concurrency=17")).isEqualTo(new LocalConcurrency(4, 17));
    assertThat(of(100, "account.concurrency=7", "mapping.maximumConcurrency=5"))
        .isEqualTo(new LocalConcurrency(5, 5));
    assertThat(FunctionsChoice.of(scenario(100, "account.concurrency=16")).kind())
        .isEqualTo(RuntimeKind.PROCESSES);
    assertThat(FunctionsChoice.of(scenario(100, "account.concurrency=17")).kind())
        .isEqualTo(RuntimeKind.SIMULATED);
  }

  @Test
  @DisplayName("refuses what is more, with the number and the way out")
  void refused() {
    assertThatThrownBy(
            () ->
                LocalConcurrency.check(
                    scenario(100, "mapping.maximumConcurrency=50"), RuntimeKind.PROCESSES))
        .isInstanceOf(TargetUnusable.class)
        .hasMessage(
            "mapping.maximumConcurrency is 50, and 50 of the scenario's messages may run at a time,"
                + " but the local engine runs at most 16 at a time, each in a process of its own."
                + " Set it to 16 at most, or run it with --functions simulated or --target aws;"
                + " predict works all the same.");
    assertThatThrownBy(
            () ->
                LocalConcurrency.check(
                    scenario(40, "function.reservedConcurrency=900"), RuntimeKind.PROCESSES))
        .hasMessageStartingWith(
            "function.reservedConcurrency is 900, and 40 of the scenario's messages may run");
    assertThatCode(
            () ->
                LocalConcurrency.check(
                    scenario(16, "mapping.maximumConcurrency=50"), RuntimeKind.PROCESSES))
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                LocalConcurrency.check(
                    scenario(
                        100, "mapping.maximumConcurrency=50", "function.reservedConcurrency=3"),
                    RuntimeKind.PROCESSES))
        .doesNotThrowAnyException();
  }

  @Test
  @DisplayName("simulated, runs as many as the settings let run, and is what is chosen beyond 16")
  void simulated() {
    Scenario fifty = scenario(100, "mapping.maximumConcurrency=50");
    Scenario thousand = scenario(2000, "mapping.maximumConcurrency=1000");

    assertThatCode(() -> LocalConcurrency.check(fifty, RuntimeKind.SIMULATED))
        .doesNotThrowAnyException();
    assertThat(LocalConcurrency.of(fifty, RuntimeKind.SIMULATED))
        .isEqualTo(new LocalConcurrency(Integer.MAX_VALUE, 50));
    assertThat(FunctionsChoice.of(fifty).kind()).isEqualTo(RuntimeKind.SIMULATED);
    assertThatCode(() -> LocalConcurrency.check(thousand, RuntimeKind.SIMULATED))
        .doesNotThrowAnyException();
    assertThat(LocalConcurrency.of(thousand, RuntimeKind.SIMULATED).narrower()).isFalse();
  }

  @Test
  @DisplayName("is narrower than AWS where more is there at once and nothing limits it")
  void narrower() {
    assertThat(of(5)).isEqualTo(new LocalConcurrency(4, 5));
    assertThat(of(5).narrower()).isTrue();
    assertThat(of(4).narrower()).isFalse();
    assertThat(of(100, "queue.type=fifo").available()).isEqualTo(1);
    assertThat(of(100, "mapping.batchSize=10")).isEqualTo(new LocalConcurrency(4, 10));
    assertThat(of(100, "mapping.batchSize=10", "trigger.type=event").available()).isEqualTo(100);
    assertThat(of(100, "mapping.maximumConcurrency=16").narrower()).isFalse();
  }

  @Test
  @DisplayName("counts as available only what is sent within one function timeout")
  void spread() {
    List<MessageSpec> spread = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      spread.add(MessageSpec.of("m" + i, "3").sentAfter(Duration.ofSeconds(3L * i)));
    }
    Scenario scenario = scenario(1).with(spread, List.of());
    assertThat(LocalConcurrency.of(scenario, RuntimeKind.PROCESSES).available())
        .as("of 5 s")
        .isEqualTo(2);
  }

  private static LocalConcurrency of(int messages, String... settings) {
    return LocalConcurrency.of(scenario(messages, settings), RuntimeKind.PROCESSES);
  }

  /** So many messages of one group, sent at once. */
  private static Scenario scenario(int messages, String... settings) {
    Scenario scenario = Scenarios.load("standard", List.of(settings));
    List<MessageSpec> all = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      all.add(MessageSpec.of("m" + i, "3"));
    }
    return scenario.with(all, List.of());
  }
}
