package dev.retrylab.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.retrylab.harness.cli.exit.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What a command said, and its exit code. */
public record Said(int exitCode, String out, String err) {

  /** Runs a command in this process. */
  public static Said by(String... arguments) {
    PrintStream oldOut = System.out;
    PrintStream oldErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
    try {
      int exitCode = Main.run(arguments);
      return new Said(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    } finally {
      System.setOut(oldOut);
      System.setErr(oldErr);
    }
  }

  /** A refusal: exit code 64, nothing on standard output. */
  static Said refusal(String... sentences) {
    return new Said(
        ExitCode.USAGE,
        "",
        String.join(System.lineSeparator(), sentences) + System.lineSeparator());
  }
}
