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
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One client's connection, which serves one request at a time. A client that sends the next one
 * while it still waits for a response, as no AWS SDK does, loses the connection.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a write that fails ends in exceptionCaught or a closed channel
final class Connection extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = Logger.getLogger(Connection.class.getName());

  /**
   * Bytes. A batch of messages may hold 1 MiB (fact lim-batch-total), and a JSON escape turns one
   * byte into six at worst; the rest is room for names and attributes.
   */
  static final int LARGEST_BODY = 8 * 1024 * 1024;

  private static final int LONGEST_LINE = 8 * 1024;
  private static final int LARGEST_HEADERS = 64 * 1024;
  private static final int LARGEST_CHUNK = 8 * 1024;

  /** For a client that does not read its response, which would hold the clock for ever. */
  private static final int WRITE_TIMEOUT_SECONDS = 20;

  private final Consumer<HttpExchange> service;
  private final EngineFailures failures;
  private boolean serving;

  private Connection(Consumer<HttpExchange> service, EngineFailures failures) {
    this.service = service;
    this.failures = failures;
  }

  /** Everything between a socket and the services. */
  static void addTo(
      ChannelPipeline pipeline, Consumer<HttpExchange> service, EngineFailures failures) {
    pipeline.addLast(new WriteTimeoutHandler(WRITE_TIMEOUT_SECONDS));
    pipeline.addLast(new HttpServerCodec(LONGEST_LINE, LARGEST_HEADERS, LARGEST_CHUNK));
    pipeline.addLast(new HttpServerKeepAliveHandler());
    pipeline.addLast(new Aggregator());
    pipeline.addLast(new Connection(service, failures));
  }

  /**
   * Refuses a body that is too large as soon as it shows, and drops the rest: a client whose
   * connection is closed while it sends sees no response.
   */
  private static final class Aggregator extends HttpObjectAggregator {
    Aggregator() {
      super(LARGEST_BODY);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
      refuse(
          context,
          HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
          "RequestEntityTooLargeException",
          "The request is longer than " + LARGEST_BODY + " bytes, the most that is read.");
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      refuse(
              context,
              HttpResponseStatus.BAD_REQUEST,
              "SerializationException",
              "This is no HTTP request.")
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    if (serving) {
      context.close();
      return;
    }
    serving = true;
    HttpExchange exchange = new HttpExchange(context, request, () -> serving = false);
    if (!failures.guard("Serving a request", () -> service.accept(exchange))) {
      exchange.close();
    }
  }

  /** Answers what cannot be served. */
  private static ChannelFuture refuse(
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
