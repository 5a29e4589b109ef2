package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.Draw;
import java.util.Optional;

/**
 * Throws at some of the receives, drawn by the message's key and the receive count: the same in
 * each run.
 *
 * @param percent of the receives, 1 to 99
 */
public record FailRate(int percent) implements Behaviour {
  public FailRate {
    if (percent < 1 || percent > 99) {
      throw new IllegalArgumentException(
          "behaviour: fail-rate is " + percent + "%, but must be 1% to 99%.");
    }
  }

  static Optional<Behaviour> find(String word) {
    return word.matches("fail-rate \\d{1,9}%")
        ? Optional.of(
            new FailRate(
                Integer.parseInt(word.substring("fail-rate ".length(), word.length() - 1))))
        : Optional.empty();
  }

  /**
   * Whether it fails at a receive. The consumer draws the same (message body contract): the CRC-32
   * of the key, a colon and the receive count, in hundredths.
   *
   * @param key as the message body has it
   */
  public boolean failsAt(String key, int receiveCount) {
    return Draw.by(key + ":" + receiveCount, 100) < percent;
  }

  @Override
  public String word() {
    return "fail-rate " + percent + "%";
  }
}
