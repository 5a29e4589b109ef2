package dev.retrylab.harness.local.http;

import dev.retrylab.harness.local.failure.EngineFailures;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An HTTP server on a port of the loopback interface. A connection that waits costs no thread; the
 * service must not block.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures of closing change nothing
public final class LoopbackServer implements AutoCloseable {
  /** The interface that it listens on. */
  public static final String HOST = "127.0.0.1";

  private static final int BACKLOG = 1024;
  private static final long LONGEST_CLOSE_MILLIS = 500;

  private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
  private final EventLoopGroup threads;
  private final Channel listener;

  private LoopbackServer(
      int port, EventLoopGroup threads, Consumer<HttpExchange> service, EngineFailures failures) {
    this.threads = threads;
    this.listener = listen(port, service, failures);
  }

  /**
   * Starts a server.
   *
   * @param port 1..65535, or 0 for any free port
   * @param threads how many serve; 0 for a number that fits the machine
   * @param failures takes what the service throws; the client's connection is closed then
   * @throws UncheckedIOException if the port cannot be had
   */
  public static LoopbackServer start(
      int port,
      int threads,
      String threadName,
      Consumer<HttpExchange> service,
      EngineFailures failures) {
    return new LoopbackServer(
        port,
        new MultiThreadIoEventLoopGroup(
            threads,
            new DefaultThreadFactory(threadName, /* daemon= */ true),
            NioIoHandler.newFactory()),
        service,
        failures);
  }

  private Channel listen(int port, Consumer<HttpExchange> service, EngineFailures failures) {
    ChannelFuture binding =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    connections.add(channel);
                    Connection.addTo(channel.pipeline(), service, failures);
                  }
                })
            .bind(address(port))
            .awaitUninterruptibly();
    if (!binding.isSuccess()) {
      stopThreads();
      throw new UncheckedIOException(
          "Cannot listen on " + HOST + ":" + port, bindException(binding.cause()));
    }
    return binding.channel();
  }

  private static BindException bindException(Throwable cause) {
    BindException exception = new BindException(cause.getMessage());
    exception.initCause(cause);
    return exception;
  }

  private static InetSocketAddress address(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1}), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address", e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Stops at once: open connections are closed, waiting clients included. */
  @Override
  public void close() {
    // Not for ever: once in hundreds of runs the listener's end was never told of.
    listener.close().awaitUninterruptibly(LONGEST_CLOSE_MILLIS);
    connections.close().awaitUninterruptibly(LONGEST_CLOSE_MILLIS);
    threads.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  private void stopThreads() {
    threads.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(LONGEST_CLOSE_MILLIS);
  }
}
