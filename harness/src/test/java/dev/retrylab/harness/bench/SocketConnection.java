package dev.retrylab.harness.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A kept connection: one request at a time, each answer is read whole. */
final class SocketConnection {
  /** Longer than a long poll waits. */
  private static final Duration LONGEST_READ = Duration.ofSeconds(60);

  /** Servers keep what is idle for longer than that. */
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(5);

  private final Socket socket;
  private final String host;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final HttpAnswers in;
  private long lastUsed;

  SocketConnection(URI server) throws IOException {
    host = server.getAuthority();
    socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) LONGEST_READ.toMillis());
    in = new HttpAnswers(socket.getInputStream());
  }

  boolean isFresh() {
    return System.nanoTime() - lastUsed < LONGEST_IDLE.toNanos();
  }

  /** Whether the server leaves it open after the last answer. */
  boolean isKept() {
    return in.more();
  }

  /** Head and body in one write. */
  void send(HttpExecuteRequest request) throws IOException {
    byte[] body = body(request);
    out.reset();
    out.writeBytes(head(request.httpRequest(), body.length).getBytes(ISO_8859_1));
    out.writeBytes(body);
    out.writeTo(socket.getOutputStream());
  }

  private static byte[] body(HttpExecuteRequest request) throws IOException {
    if (request.contentStreamProvider().isEmpty()) {
      return new byte[0];
    }
    ContentStreamProvider provider = request.contentStreamProvider().get();
    try (InputStream stream = provider.newStream()) {
      return stream.readAllBytes();
    }
  }

  private String head(SdkHttpRequest request, int length) {
    StringBuilder head = new StringBuilder(512);
    String query = request.encodedQueryParameters().map(q -> "?" + q).orElse("");
    String path = request.encodedPath().isEmpty() ? "/" : request.encodedPath();
    head.append(request.method()).append(' ').append(path).append(query).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(host).append("\r\n");
    head.append("Content-Length: ").append(length).append("\r\n");
    request.forEachHeader(
        (name, values) -> {
          if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
            values.forEach(v -> head.append(name).append(": ").append(v).append("\r\n"));
          }
        });
    return head.append("\r\n").toString();
  }

  HttpExecuteResponse receive() throws IOException {
    HttpExecuteResponse response = in.next();
    lastUsed = System.nanoTime();
    return response;
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
