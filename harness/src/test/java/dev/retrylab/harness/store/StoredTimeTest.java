package dev.retrylab.harness.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StoredTimeTest {
  @Test
  void what_is_quoted_of_a_damaged_time_steers_no_terminal() {
    assertThatThrownBy(() -> StoredTime.parse("\u001b[2J\u009b2Jnow\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\" [2J 2Jnow \" is no time");
  }
}
