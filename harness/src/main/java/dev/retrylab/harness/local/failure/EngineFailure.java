package dev.retrylab.harness.local.failure;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;

/**
 * Something inside the engine that failed: the engine's own fault, never that of a function or a
 * client.
 *
 * @param at on the engine's clock
 * @param what the piece of work that failed, as the subject of a sentence
 * @param cause what was thrown, Errors included
 */
public record EngineFailure(Instant at, String what, Throwable cause) {

  /** The stack trace of the cause, as the JVM prints it. */
  public String stackTrace() {
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** One sentence without its full stop: what failed, and with which exception. */
  public String sentence() {
    return what + " failed: " + cause;
  }
}
