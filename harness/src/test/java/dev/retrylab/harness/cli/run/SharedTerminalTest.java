package dev.retrylab.harness.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A terminal with a line that changes")
class SharedTerminalTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final SharedTerminal terminal =
      new SharedTerminal(
          new PrintStream(screen, true, UTF_8),
          new PrintWriter(new OutputStreamWriter(screen, UTF_8)),
          20);

  @Test
  @DisplayName("clears it before another is printed for good")
  void cleared() {
    terminal.accept("1 of 3 settled");
    terminal.say("article: MATCH");
    terminal.accept("2 of 3 settled");
    terminal.say("standard: MATCH");
    assertThat(shown()).isEqualTo("article: MATCH\nstandard: MATCH\n");
  }

  /** What a person sees: after a carriage return, what comes covers what was there. */
  private String shown() {
    StringBuilder all = new StringBuilder();
    for (String line : screen.toString(UTF_8).split("\n", -1)) {
      StringBuilder seen = new StringBuilder();
      for (String part : line.split("\r", -1)) {
        seen.replace(0, Math.min(part.length(), seen.length()), part);
      }
      all.append(seen.toString().stripTrailing()).append('\n');
    }
    return all.toString().stripTrailing() + "\n";
  }
}
