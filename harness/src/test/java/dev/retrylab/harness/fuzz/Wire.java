package dev.retrylab.harness.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;

/** Requests byte by byte, also those that no HTTP client would make. */
public final class Wire {
  private static final int TIMEOUT_MILLIS = 10_000;

  private Wire() {}

  /**
   * What came back until the other side closed the connection or the answer was whole.
   *
   * @param status 0 where the connection was closed without an answer
   */
  public record Answer(int status, String head, String body) {}

  /** Sends bytes and reads the answer; the connection is closed afterwards. */
  public static Answer send(URI endpoint, byte[] request) throws IOException {
    return send(endpoint, request, false);
  }

  /** The same, and tells that no more will come: a request may have lost its end. */
  public static Answer sendAll(URI endpoint, byte[] request) throws IOException {
    return send(endpoint, request, true);
  }

  private static Answer send(URI endpoint, byte[] request, boolean end) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getByName(endpoint.getHost()), endpoint.getPort())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      try {
        socket.getOutputStream().write(request);
        if (end) {
          socket.shutdownOutput();
        }
      } catch (IOException refusedMeanwhile) {
        // The answer may have come before all was sent.
      }
      return read(new BufferedInputStream(socket.getInputStream()), request);
    }
  }

  /** A request as clients make it. */
  public static byte[] request(String startLine, String headers, byte[] body) {
    String head = startLine + "\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(ISO_8859_1));
    all.writeBytes(body);
    return all.toByteArray();
  }

  private static Answer read(InputStream in, byte[] request) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      if (!readUntil("\r\n\r\n", in, all)) {
        return new Answer(0, "", "");
      }
      String head = all.toString(ISO_8859_1);
      all.reset();
      readBody(head.toLowerCase(Locale.ROOT), in, all);
      return new Answer(Integer.parseInt(head.substring(9, 12)), head, all.toString(UTF_8));
    } catch (SocketTimeoutException e) {
      throw new IOException(
          "No end of the answer after %d ms: %s\nto the request: %s"
              .formatted(TIMEOUT_MILLIS, shown(all.toByteArray()), shown(request)),
          e);
    } catch (IOException closed) {
      return new Answer(0, "", "");
    }
  }

  private static void readBody(String head, InputStream in, ByteArrayOutputStream all)
      throws IOException {
    int length = head.indexOf("\r\ncontent-length:");
    if (length >= 0) {
      String number = head.substring(length + 17, head.indexOf("\r\n", length + 2)).strip();
      all.writeBytes(in.readNBytes(Integer.parseInt(number)));
    } else if (head.contains("transfer-encoding: chunked")) {
      readUntil("0\r\n\r\n", in, all);
    } else if (!head.startsWith("http/1.1 204")) {
      all.writeBytes(in.readAllBytes());
    }
  }

  private static boolean readUntil(String end, InputStream in, ByteArrayOutputStream all)
      throws IOException {
    StringBuilder tail = new StringBuilder();
    for (int read = in.read(); read >= 0; read = in.read()) {
      all.write(read);
      tail.append((char) read);
      tail.delete(0, Math.max(0, tail.length() - end.length()));
      if (end.contentEquals(tail)) {
        return true;
      }
    }
    return false;
  }

  private static String shown(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    return text.substring(0, Math.min(2_000, text.length()));
  }
}
