package dev.retrylab.harness.local.http;

import dev.retrylab.harness.local.clock.EngineClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Serves one request: holds the clock from its arrival until its answer is written, but not while
 * it waits for something to happen.
 */
@SuppressWarnings("FutureReturnValueIgnored") // an answer's own future is the one that counts
final class Serving {
  private static final Logger LOG = Logger.getLogger(Serving.class.getName());

  /** What a kind of service does with a request that has been read. */
  interface Conversation<A> {
    /** Completes with the answer; it is cancelled if the client goes before that. */
    CompletableFuture<A> answer();

    Reply reply(A answer);

    Reply refusal(AwsError error);

    void undelivered(A answer);
  }

  private final EngineClock clock;

  Serving(EngineClock clock) {
    this.clock = clock;
  }

  <A> void serve(Exchange exchange, Conversation<A> conversation) {
    EngineClock.Hold hold = clock.hold();
    CompletableFuture<A> answer = begin(exchange, conversation);
    if (answer.isDone()) {
      answer.whenComplete(
          (a, error) -> exchange.answer(reply(conversation, a, error), written -> hold.close()));
      return;
    }
    try (hold) {
      exchange.awaits(answer);
      answer.whenComplete(
          (a, error) -> {
            if (!answer.isCancelled()) {
              answerLater(exchange, conversation, a, error);
            }
          });
    }
  }

  private static <A> CompletableFuture<A> begin(Exchange exchange, Conversation<A> conversation) {
    try {
      Visitors.refuseWebPages(exchange.headers()::get);
      return conversation.answer();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Leaves the writing to the connection's thread, together with a hold. */
  private <A> void answerLater(
      Exchange exchange, Conversation<A> conversation, A answer, Throwable error) {
    EngineClock.Hold hold = clock.hold();
    Consumer<Boolean> written =
        delivered -> {
          if (!delivered && error == null) {
            takeBack(conversation, answer);
          }
          hold.close();
        };
    Reply reply = reply(conversation, answer, error);
    try {
      exchange.onItsThread(() -> exchange.answerAfterWait(reply, written));
    } catch (RejectedExecutionException stopped) {
      written.accept(false);
    }
  }

  private static <A> Reply reply(Conversation<A> conversation, A answer, Throwable error) {
    try {
      return error == null ? conversation.reply(answer) : conversation.refusal(asAwsError(error));
    } catch (RuntimeException e) {
      return conversation.refusal(asAwsError(e));
    }
  }

  private static <A> void takeBack(Conversation<A> conversation, A answer) {
    try {
      conversation.undelivered(answer);
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "What was not delivered has gone meanwhile", e);
    }
  }

  private static AwsError asAwsError(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (cause instanceof AwsError known) {
      return known;
    }
    LOG.log(Level.WARNING, "A request failed in the engine itself", cause);
    return AwsError.of("InternalFailure", "The local engine failed; its log has the details.", 500);
  }
}
