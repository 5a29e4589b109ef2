package dev.retrylab.harness.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.retrylab.harness.local.failure.EngineFailures;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One client's connection. Its requests are served one after the other, in the order in which they
 * come; a client that sends more than a few ahead of their answers is hung up on.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a write that fails ends in exceptionCaught or a closed channel
final class Connection extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = Logger.getLogger(Connection.class.getName());
  private static final int MOST_AHEAD = 16;
  private static final int LONGEST_LINE = 8 * 1024;
  private static final int LARGEST_HEADERS = 64 * 1024;
  private static final int LARGEST_CHUNK = 8 * 1024;

  private final Consumer<HttpExchange> service;
  private final EngineFailures failures;
  private final RequestDeadline deadline;
  private final Deque<HttpExchange> ahead = new ArrayDeque<>();
  private boolean serving;

  private Connection(
      Consumer<HttpExchange> service, EngineFailures failures, RequestDeadline deadline) {
    this.service = service;
    this.failures = failures;
    this.deadline = deadline;
  }

  /** Everything between a socket and the services. */
  static void addTo(
      ChannelPipeline pipeline, Consumer<HttpExchange> service, EngineFailures failures) {
    RequestDeadline deadline = new RequestDeadline();
    pipeline.addLast(deadline);
    pipeline.addLast(new WriteTimeoutHandler(RequestDeadline.SECONDS));
    pipeline.addLast(new HttpServerCodec(LONGEST_LINE, LARGEST_HEADERS, LARGEST_CHUNK));
    pipeline.addLast(new HttpServerKeepAliveHandler());
    pipeline.addLast(new WholeRequest());
    pipeline.addLast(new Connection(service, failures, deadline));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    deadline.met();
    if (request.decoderResult().isFailure()) {
      refuse(
              context,
              HttpResponseStatus.BAD_REQUEST,
              "SerializationException",
              "This is no HTTP request.")
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    if (ahead.size() == MOST_AHEAD) {
      context.close();
      return;
    }
    ahead.add(new HttpExchange(context, request, this::answered));
    serveNext();
  }

  private void answered() {
    serving = false;
    serveNext();
  }

  private void serveNext() {
    if (!serving && !ahead.isEmpty()) {
      serving = true;
      HttpExchange next = ahead.remove();
      if (!failures.guard("Serving a request", () -> service.accept(next))) {
        next.hangUp();
      }
    }
  }

  /** Answers what cannot be served. */
  static ChannelFuture refuse(
      ChannelHandlerContext context, HttpResponseStatus status, String code, String message) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            status,
            Unpooled.copiedBuffer(
                "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(code, message), UTF_8));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/x-amz-json-1.0")
        .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    return context.writeAndFlush(response);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException
        || cause instanceof ChannelException
        || cause instanceof CodecException) {
      LOG.log(Level.FINE, "A client's connection broke", cause);
    } else {
      failures.report("A connection", cause);
    }
    context.close();
  }
}
