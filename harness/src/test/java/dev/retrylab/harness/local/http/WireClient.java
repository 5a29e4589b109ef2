package dev.retrylab.harness.local.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** One connection to an SQS endpoint, byte by byte: it may do what no HTTP client would. */
final class WireClient implements AutoCloseable {
  /** So little that an answer of some length gets stuck on its way. */
  private static final int SMALL_BUFFER = 1_024;

  private final Socket socket = new Socket();

  /** Connects. */
  WireClient(URI endpoint) throws IOException {
    this(endpoint, /* reads= */ true);
  }

  /**
   * Connects.
   *
   * @param reads false to take in as little as possible of any answer
   */
  WireClient(URI endpoint, boolean reads) throws IOException {
    if (!reads) {
      socket.setReceiveBufferSize(SMALL_BUFFER);
    }
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    socket.connect(new InetSocketAddress(loopback, endpoint.getPort()));
    socket.setTcpNoDelay(true);
  }

  /** The bytes of one call of an SQS action. */
  static byte[] request(String action, String json) {
    byte[] body = json.getBytes(UTF_8);
    byte[] head =
        "POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: AmazonSQS.%s\r\nContent-Length: %d\r\n\r\n"
            .formatted(action, body.length)
            .getBytes(US_ASCII);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  /** Sends the first bytes of something. */
  WireClient send(byte[] bytes, int count) throws IOException {
    socket.getOutputStream().write(bytes, 0, count);
    return this;
  }

  /** Sends all of it. */
  WireClient send(byte[] bytes) throws IOException {
    return send(bytes, bytes.length);
  }

  /** Says that nothing more comes. */
  WireClient finish() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** All that comes until the server closes the connection, or says nothing for a while. */
  String read(int silenceMillis) throws IOException {
    socket.setSoTimeout(silenceMillis);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      InputStream in = socket.getInputStream();
      byte[] some = new byte[65_536];
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        all.write(some, 0, n);
      }
    } catch (IOException silentOrReset) {
      // What has come until then is the answer.
    }
    return all.toString(UTF_8);
  }

  /** Goes without a word: the peer gets a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
