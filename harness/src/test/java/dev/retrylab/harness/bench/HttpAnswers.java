package dev.retrylab.harness.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * The answers that come in on a connection, each read whole (RFC 9112). None is to a HEAD request.
 */
final class HttpAnswers {
  private static final int BUFFER = 16 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private boolean more = true;

  HttpAnswers(InputStream in) {
    this.in = in;
  }

  /** Whether another answer can follow the last one. */
  boolean more() {
    return more;
  }

  HttpExecuteResponse next() throws IOException {
    SdkHttpFullResponse.Builder head = head();
    while (head.statusCode() < 200) {
      head = head();
    }
    more = head.matchingHeaders("Connection").stream().noneMatch("close"::equalsIgnoreCase);
    return HttpExecuteResponse.builder()
        .response(head.build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body(head))))
        .build();
  }

  private SdkHttpFullResponse.Builder head() throws IOException {
    String[] status = line().split(" ", 3);
    if (!status[0].equals("HTTP/1.1")) {
      throw new IOException("Not HTTP/1.1: " + status[0]);
    }
    SdkHttpFullResponse.Builder head =
        SdkHttpFullResponse.builder().statusCode(Integer.parseInt(status[1]));
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      head.appendHeader(line.substring(0, colon), line.substring(colon + 1).trim());
    }
    return head;
  }

  private byte[] body(SdkHttpFullResponse.Builder head) throws IOException {
    if (head.statusCode() == 204 || head.statusCode() == 304) {
      return new byte[0];
    }
    if (head.firstMatchingHeader("Transfer-Encoding").isPresent()) {
      return chunks();
    }
    return bytes(Integer.parseInt(head.firstMatchingHeader("Content-Length").orElseThrow()));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int length = chunkLength(); length > 0; length = chunkLength()) {
      body.writeBytes(bytes(length));
      line();
    }
    String trailer = line();
    while (!trailer.isEmpty()) {
      trailer = line();
    }
    return body.toByteArray();
  }

  private int chunkLength() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].trim(), 16);
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    int there = Math.min(length, end - at);
    System.arraycopy(buffer, at, bytes, 0, there);
    at += there;
    if (in.readNBytes(bytes, there, length - there) < length - there) {
      throw new EOFException("The connection ended within an answer");
    }
    return bytes;
  }

  /** Without its end, which is CR LF. */
  private String line() throws IOException {
    int feed = indexOfLineFeed(at);
    while (feed < 0) {
      int seen = end - at;
      readMore();
      feed = indexOfLineFeed(at + seen);
    }
    String line = new String(buffer, at, feed - 1 - at, ISO_8859_1);
    at = feed + 1;
    return line;
  }

  private int indexOfLineFeed(int from) {
    for (int i = from; i < end; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void readMore() throws IOException {
    System.arraycopy(buffer, at, buffer, 0, end - at);
    end -= at;
    at = 0;
    if (end == BUFFER) {
      throw new IOException("A line of an answer is too long");
    }
    int read = in.read(buffer, end, BUFFER - end);
    if (read < 0) {
      throw new EOFException("The connection ended within an answer");
    }
    end += read;
  }
}
