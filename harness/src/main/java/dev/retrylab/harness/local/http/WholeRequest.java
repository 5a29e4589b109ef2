package dev.retrylab.harness.local.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Puts a request together, up to a limit. One that is longer is refused as soon as it shows, and
 * its rest read and dropped: a client that is hung up on while it sends sees no answer.
 */
@SuppressWarnings("FutureReturnValueIgnored") // who does not take the answer has gone
final class WholeRequest extends HttpObjectAggregator {
  /**
   * Bytes. A batch of messages may hold 1 MiB (fact lim-batch-total), and a JSON escape turns one
   * byte into six at worst; the rest is room for names and attributes.
   */
  static final int LIMIT = 8 * 1024 * 1024;

  WholeRequest() {
    super(LIMIT);
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
    Connection.refuse(
        context,
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        "RequestEntityTooLargeException",
        "The request is longer than " + LIMIT + " bytes, the most that is read.");
  }
}
