package dev.retrylab.harness.local.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A request that has come in whole, and the way back to its client. */
@SuppressWarnings("FutureReturnValueIgnored") // the last write of an answer tells for all
public final class HttpExchange {
  private static final byte[] BLANK = {' '};

  private final ChannelHandlerContext connection;
  private final String method;
  private final String target;
  private final HttpHeaders headers;
  private final byte[] body;
  private final Runnable over;

  /**
   * Copies what it needs of the request.
   *
   * @param over runs on the connection's thread when the answer has been written, or never can be
   */
  HttpExchange(ChannelHandlerContext connection, FullHttpRequest request, Runnable over) {
    this.connection = connection;
    this.over = over;
    this.method = request.method().name();
    this.target = request.uri();
    this.headers = request.headers();
    this.body = ByteBufUtil.getBytes(request.content());
  }

  public String method() {
    return method;
  }

  /** Path and query, as they were sent. */
  public String target() {
    return target;
  }

  public HttpHeaders headers() {
    return headers;
  }

  public byte[] body() {
    return body;
  }

  /** Cancels what is awaited for the client when the client goes. */
  void awaits(CompletableFuture<?> answer) {
    ChannelFutureListener gone = closed -> answer.cancel(false);
    ChannelFuture closing = connection.channel().closeFuture().addListener(gone);
    answer.whenComplete((done, error) -> closing.removeListener(gone));
  }

  /**
   * Writes the response at once, to a client that was there a moment ago.
   *
   * @param written called once, with whether it was handed over
   */
  public void answer(Response response, Consumer<Boolean> written) {
    DefaultFullHttpResponse message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.status()),
            Unpooled.wrappedBuffer(response.body()));
    response.headers().forEach(message.headers()::set);
    HttpUtil.setContentLength(message, response.body().length);
    connection.writeAndFlush(message, whenWritten(written));
  }

  /**
   * Writes the response to a client that has waited and may have closed its socket meanwhile: the
   * first bytes to a closed socket still seem to arrive, and only the next ones fail. So a blank,
   * which JSON allows in front, goes ahead of the body.
   *
   * @param written called once, with whether it was handed over
   */
  void answerAfterWait(Response response, Consumer<Boolean> written) {
    HttpResponse head =
        new DefaultHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
    response.headers().forEach(head.headers()::set);
    head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, "chunked");
    connection.write(head);
    connection.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(BLANK)));
    connection.writeAndFlush(
        new DefaultLastHttpContent(Unpooled.wrappedBuffer(response.body())), whenWritten(written));
  }

  /**
   * Listens before the write begins. A listener that is added behind it may run only after the
   * client has read the answer and sent its next request, which would then seem to come too early.
   */
  private ChannelPromise whenWritten(Consumer<Boolean> written) {
    return connection
        .newPromise()
        .addListener(
            done -> {
              over.run();
              written.accept(done.isSuccess());
            });
  }

  /** Closes the connection, where no answer can be given. */
  void close() {
    connection.close();
  }

  /**
   * Runs a task on the connection's own thread.
   *
   * @throws java.util.concurrent.RejectedExecutionException once the server has been stopped
   */
  void onItsThread(Runnable task) {
    connection.executor().execute(task);
  }
}
