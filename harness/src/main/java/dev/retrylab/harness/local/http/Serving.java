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

    Response reply(A answer);

    Response refusal(AwsError error);

    void undelivered(A answer);
  }

  private final EngineClock clock;

  Serving(EngineClock clock) {
    this.clock = clock;
  }

  <A> void serve(HttpExchange exchange, Conversation<A> conversation) {
    EngineClock.Hold hold = clock.hold();
    boolean answered = false;
    try {
      CompletableFuture<A> answer = begin(exchange, conversation);
      if (answer.isDone()) {
        exchange.answer(reply(conversation, answer), written -> hold.close());
        answered = true;
      } else {
        awaitAnswer(exchange, conversation, answer);
      }
    } finally {
      if (!answered) {
        hold.close();
      }
    }
  }

  private static <A> CompletableFuture<A> begin(
      HttpExchange exchange, Conversation<A> conversation) {
    return EngineClock.begin(
            () -> {
              BrowserGuard.refuseWebPages(exchange.headers()::get);
              return conversation.answer();
            })
        .toCompletableFuture();
  }

  private <A> void awaitAnswer(
      HttpExchange exchange, Conversation<A> conversation, CompletableFuture<A> answer) {
    exchange.awaits(answer);
    answer.whenComplete(
        (a, error) -> {
          if (!answer.isCancelled()) {
            clock
                .failures()
                .guard("Answering a request", () -> answerLater(exchange, conversation, answer));
          }
        });
  }

  /** Leaves the writing to the connection's thread, together with a hold. */
  private <A> void answerLater(
      HttpExchange exchange, Conversation<A> conversation, CompletableFuture<A> answer) {
    EngineClock.Hold hold = clock.hold();
    Consumer<Boolean> written =
        delivered -> {
          try (hold) {
            if (!delivered && !answer.isCompletedExceptionally()) {
              takeBack(conversation, answer.join());
            }
          }
        };
    try {
      Response reply = reply(conversation, answer);
      exchange.onItsThread(() -> writeLater(exchange, reply, written));
    } catch (RejectedExecutionException stopped) {
      written.accept(false);
    } catch (Throwable failure) {
      written.accept(false);
      throw failure;
    }
  }

  private void writeLater(HttpExchange exchange, Response reply, Consumer<Boolean> written) {
    if (!clock
        .failures()
        .guard("Writing an answer", () -> exchange.answerAfterWait(reply, written))) {
      written.accept(false);
      exchange.hangUp();
    }
  }

  private <A> Response reply(Conversation<A> conversation, CompletableFuture<A> answer) {
    try {
      return conversation.reply(answer.join());
    } catch (Throwable failure) {
      return conversation.refusal(asAwsError(failure));
    }
  }

  private <A> void takeBack(Conversation<A> conversation, A answer) {
    try {
      conversation.undelivered(answer);
    } catch (AwsError gone) {
      LOG.log(Level.FINE, "What was not delivered has gone meanwhile", gone);
    } catch (Throwable failure) {
      clock.failures().report("Undoing a receive whose response was not delivered", failure);
    }
  }

  private AwsError asAwsError(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (cause instanceof AwsError known) {
      return known;
    }
    clock.failures().report("Serving a request", cause);
    return AwsError.of("InternalFailure", "The local engine failed; its log has the details.", 500);
  }
}
