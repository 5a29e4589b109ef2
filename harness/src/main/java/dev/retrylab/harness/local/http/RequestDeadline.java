package dev.retrylab.harness.local.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Hangs up on a client that does not end its request in good time. A connection on which nothing is
 * under way may stay as long as it likes.
 */
@SuppressWarnings("FutureReturnValueIgnored") // who is hung up on has nothing to say
final class RequestDeadline extends ChannelInboundHandlerAdapter {
  /** From the first byte of a request to its last. */
  static final int SECONDS = 20;

  private Optional<Future<?>> running = Optional.empty();
  private boolean underWay;

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    underWay = true;
    context.fireChannelRead(bytes);
  }

  /** Only here is it known that a request did not come in at once, as most do. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (underWay && running.isEmpty()) {
      running =
          Optional.of(
              context.executor().schedule(() -> context.close(), SECONDS, TimeUnit.SECONDS));
    }
    context.fireChannelReadComplete();
  }

  /** A request has come in whole. */
  void met() {
    underWay = false;
    running.ifPresent(deadline -> deadline.cancel(false));
    running = Optional.empty();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    met();
    context.fireChannelInactive();
  }
}
