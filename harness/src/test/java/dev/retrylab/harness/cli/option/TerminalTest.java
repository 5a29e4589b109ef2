package dev.retrylab.harness.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What is read from the surroundings of a terminal. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TerminalTest {
  @Test
  void NO_COLOR_turns_colours_off_whatever_its_value_but_not_where_it_is_empty() {
    assertThat(Terminal.colourWanted(Map.of())).isTrue();
    assertThat(Terminal.colourWanted(Map.of("NO_COLOR", ""))).isTrue();
    assertThat(Terminal.colourWanted(Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(Terminal.colourWanted(Map.of("NO_COLOR", "0"))).isFalse();
  }

  @Test
  void an_encoding_without_the_signs_gets_ASCII() {
    assertThat(Terminal.canShowUnicode("UTF-8")).isTrue();
    assertThat(Terminal.canShowUnicode("utf-16")).isTrue();
    assertThat(Terminal.canShowUnicode("US-ASCII")).isFalse();
    assertThat(Terminal.canShowUnicode("ISO-8859-1")).isFalse();
    assertThat(Terminal.canShowUnicode("ANSI_X3.4-1968")).isFalse();
  }
}
