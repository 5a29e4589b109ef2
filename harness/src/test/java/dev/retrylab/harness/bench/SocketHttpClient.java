package dev.retrylab.harness.bench;

import java.io.IOException;
import java.net.URI;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * HTTP/1.1 to one server over connections that are kept, and nothing else. The JDK's own client
 * waits a millisecond before each POST on a kept connection, to see whether it has been closed:
 * that wait was longer than all that a request costs, and would be all that is measured.
 */
final class SocketHttpClient implements SdkHttpClient {
  private final URI server;
  private final Deque<SocketConnection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  SocketHttpClient(URI server) {
    this.server = server;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Call(request);
  }

  /** A connection that has not been idle for so long that its server may be closing it. */
  private SocketConnection connection() throws IOException {
    for (SocketConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      if (kept.isFresh()) {
        return kept;
      }
      kept.close();
    }
    return new SocketConnection(server);
  }

  private void keep(SocketConnection connection) {
    idle.addFirst(connection);
    if (closed) {
      closeIdle();
    }
  }

  @Override
  public void close() {
    closed = true;
    closeIdle();
  }

  private void closeIdle() {
    for (SocketConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      kept.close();
    }
  }

  private final class Call implements ExecutableHttpRequest {
    private final HttpExecuteRequest request;
    private volatile Optional<SocketConnection> under = Optional.empty();

    Call(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      SocketConnection connection = connection();
      under = Optional.of(connection);
      try {
        connection.send(request);
        HttpExecuteResponse response = connection.receive();
        if (connection.isKept()) {
          keep(connection);
        } else {
          connection.close();
        }
        return response;
      } catch (IOException | RuntimeException e) {
        connection.close();
        throw e;
      } finally {
        under = Optional.empty();
      }
    }

    @Override
    public void abort() {
      under.ifPresent(SocketConnection::close);
    }
  }
}
