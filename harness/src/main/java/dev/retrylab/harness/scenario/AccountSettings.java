package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.scenario.text.Problems;

/**
 * What an account has in a region for all its functions together. It cannot be deployed; {@link
 * Settings} says what it means and allows.
 *
 * @param concurrency how many runs there may be at a time
 */
public record AccountSettings(int concurrency) {
  /**
   * Of these AWS reserves none for a function (Lambda developer guide, configuration-concurrency).
   */
  private static final int ALWAYS_UNRESERVED = 100;

  public AccountSettings {
    Problems problems = new Problems();
    Settings.ACCOUNT_CONCURRENCY.check(concurrency, problems);
    problems.refuseIfAny();
  }

  /** What holds for keys that a scenario file leaves out. */
  public static AccountSettings defaults() {
    return of(Setting::defaultValue);
  }

  /**
   * From wherever the values come.
   *
   * @throws InvalidScenario if one is out of range
   */
  public static AccountSettings of(SettingValues values) {
    return new AccountSettings(values.of(Settings.ACCOUNT_CONCURRENCY));
  }

  /** How many of them one function may have reserved. */
  int reservable() {
    return Math.max(0, concurrency - ALWAYS_UNRESERVED);
  }
}
