package dev.retrylab.harness.local.http;

import com.sun.net.httpserver.HttpExchange;
import dev.retrylab.harness.local.clock.EngineClock;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Serves one request: holds the clock from its arrival until its answer is written, but not while
 * it waits for something to happen.
 */
final class Serving {
  private static final Logger LOG = Logger.getLogger(Serving.class.getName());

  /** What a kind of service does with a request that has been read. */
  interface Conversation<A> {
    CompletionStage<A> answer(byte[] body);

    Reply reply(A answer);

    Reply refusal(AwsError error);

    void undelivered(A answer);
  }

  private interface Writer {
    void write(HttpExchange exchange) throws IOException;
  }

  private final EngineClock clock;
  private final Executor threads;

  Serving(EngineClock clock, Executor threads) {
    this.clock = clock;
    this.threads = threads;
  }

  <A> void serve(HttpExchange exchange, Conversation<A> conversation) {
    EngineClock.Hold hold = clock.hold();
    try (hold) {
      Visitors.refuseWebPages(exchange.getRequestHeaders()::getFirst);
      CompletionStage<A> answer = conversation.answer(RequestBody.read(exchange));
      if (answer.toCompletableFuture().isDone()) {
        answer.whenComplete((a, error) -> answerNow(exchange, conversation, a, error));
      } else {
        answer.whenComplete((a, error) -> answerLater(exchange, conversation, a, error));
      }
    } catch (IOException gone) {
      exchange.close();
    } catch (RuntimeException e) {
      answerNow(exchange, conversation, null, e);
    }
  }

  private <A> void answerNow(
      HttpExchange exchange, Conversation<A> conversation, A answer, Throwable error) {
    Reply reply =
        error == null ? conversation.reply(answer) : conversation.refusal(asAwsError(error));
    write(exchange, reply::writeTo, () -> {});
  }

  /**
   * Hands the writing to another thread, together with a hold: whoever completed the answer must
   * not block.
   */
  private <A> void answerLater(
      HttpExchange exchange, Conversation<A> conversation, A answer, Throwable error) {
    EngineClock.Hold hold = clock.hold();
    Runnable writing =
        () -> {
          try (hold) {
            if (error == null) {
              Writer writer = conversation.reply(answer)::writeAfterWaitTo;
              write(exchange, writer, () -> conversation.undelivered(answer));
            } else {
              answerNow(exchange, conversation, answer, error);
            }
          }
        };
    threads.execute(writing);
  }

  private static void write(HttpExchange exchange, Writer writer, Runnable undelivered) {
    try {
      writer.write(exchange);
    } catch (IOException gone) {
      LOG.log(Level.FINE, "A client went before its answer came", gone);
      takeBack(undelivered);
    }
  }

  private static void takeBack(Runnable undelivered) {
    try {
      undelivered.run();
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
