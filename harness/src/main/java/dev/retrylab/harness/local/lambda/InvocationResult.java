package dev.retrylab.harness.local.lambda;

import java.nio.charset.StandardCharsets;

/** How an invocation ended. */
public sealed interface InvocationResult {

  /** Whether the function answered; else it is a function error. */
  boolean succeeded();

  /** The body of the answer, or the JSON description of the error. */
  byte[] payload();

  /** The handler returned. */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way through, never compared
  record Returned(byte[] payload) implements InvocationResult {
    @Override
    public boolean succeeded() {
      return true;
    }
  }

  /** The handler threw, the process ended, or the time was over. */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way through, never compared
  record FunctionError(byte[] payload) implements InvocationResult {
    /** Describes an error as Lambda does where the runtime itself could not. */
    static FunctionError of(String type, String message) {
      String json = "{\"errorType\":\"" + type + "\",\"errorMessage\":\"" + message + "\"}";
      return new FunctionError(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean succeeded() {
      return false;
    }
  }

  /**
   * There was no place left to run, and the function did not run (async-sync-throttle).
   *
   * @param places how many runs there may be at a time under that limit
   */
  record Throttled(Limit limit, int places) implements InvocationResult {
    /** What let it not run. */
    public enum Limit {
      /** The function's own reserved concurrency. */
      FUNCTION("ReservedFunctionConcurrentInvocationLimitExceeded"),
      /** What the account has for functions without reserved concurrency. */
      ACCOUNT("ConcurrentInvocationLimitExceeded");

      private final String reason;

      Limit(String reason) {
        this.reason = reason;
      }
    }

    /** Whether the function never runs. */
    boolean forGood() {
      return limit == Limit.FUNCTION && places == 0;
    }

    @Override
    public boolean succeeded() {
      return false;
    }

    @Override
    public byte[] payload() {
      return "{\"Reason\":\"%s\",\"message\":\"Rate Exceeded.\"}"
          .formatted(limit.reason)
          .getBytes(StandardCharsets.UTF_8);
    }
  }
}
