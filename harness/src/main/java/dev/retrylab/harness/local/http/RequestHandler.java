package dev.retrylab.harness.local.http;

import dev.retrylab.harness.local.clock.EngineClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Serves requests: holds the clock from the arrival of each until its response is written, but not
 * while the call waits for something to happen, as a long poll does.
 */
@SuppressWarnings("FutureReturnValueIgnored") // an answer's own future is the one that counts
final class RequestHandler {
  private static final Logger LOG = Logger.getLogger(RequestHandler.class.getName());

  private final EngineClock clock;

  RequestHandler(EngineClock clock) {
    this.clock = clock;
  }

  <A> void serve(HttpExchange exchange, ServiceCall<A> call) {
    EngineClock.Hold hold = clock.hold();
    boolean answered = false;
    try {
      CompletableFuture<A> answer = begin(exchange, call);
      if (answer.isDone()) {
        exchange.answer(response(call, answer), written -> hold.close());
        answered = true;
      } else {
        awaitAnswer(exchange, call, answer);
      }
    } finally {
      if (!answered) {
        hold.close();
      }
    }
  }

  private static <A> CompletableFuture<A> begin(HttpExchange exchange, ServiceCall<A> call) {
    return EngineClock.begin(
            () -> {
              BrowserGuard.refuseWebPages(exchange.headers()::get);
              return call.call();
            })
        .toCompletableFuture();
  }

  private <A> void awaitAnswer(
      HttpExchange exchange, ServiceCall<A> call, CompletableFuture<A> answer) {
    exchange.awaits(answer);
    answer.whenComplete(
        (a, error) -> {
          if (!answer.isCancelled()) {
            clock
                .failures()
                .guard("Answering a request", () -> answerLater(exchange, call, answer));
          }
        });
  }

  /** Leaves the writing to the connection's thread, together with a hold. */
  private <A> void answerLater(
      HttpExchange exchange, ServiceCall<A> call, CompletableFuture<A> answer) {
    EngineClock.Hold hold = clock.hold();
    Consumer<Boolean> written =
        delivered -> {
          try (hold) {
            if (!delivered && !answer.isCompletedExceptionally()) {
              undo(call, answer.join());
            }
          }
        };
    try {
      Response response = response(call, answer);
      exchange.onItsThread(() -> writeLater(exchange, response, written));
    } catch (RejectedExecutionException stopped) {
      written.accept(false);
    } catch (Throwable failure) {
      written.accept(false);
      throw failure;
    }
  }

  private void writeLater(HttpExchange exchange, Response response, Consumer<Boolean> written) {
    if (!clock
        .failures()
        .guard("Writing an answer", () -> exchange.answerAfterWait(response, written))) {
      written.accept(false);
      exchange.close();
    }
  }

  private <A> Response response(ServiceCall<A> call, CompletableFuture<A> answer) {
    try {
      return call.response(answer.join());
    } catch (Throwable failure) {
      return call.refusal(asAwsError(failure));
    }
  }

  private <A> void undo(ServiceCall<A> call, A answer) {
    try {
      call.undelivered(answer);
    } catch (AwsError gone) {
      LOG.log(Level.FINE, "What was not delivered is no longer there", gone);
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
