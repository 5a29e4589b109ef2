package dev.retrylab.harness.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteResponse;

class HttpAnswersTest {
  private static final String LENGTH =
      lines("HTTP/1.1 200 OK", "Content-Length: 5", "X-One: 1", "", "abcde");
  private static final String CHUNKED =
      lines(
          "HTTP/1.1 400 Bad Request",
          "Transfer-Encoding: chunked",
          "",
          "1",
          " ",
          "a;x=y",
          "{\"a\":\"bc\"}",
          "0",
          "Trailer: t",
          "",
          "");

  @Test
  void answersAreReadOneBehindTheOtherHoweverTheirBytesComeIn() throws IOException {
    for (int most : new int[] {1, 2, 7, 1000}) {
      HttpAnswers answers = answers(LENGTH + CHUNKED + LENGTH, most);

      assertThat(read(answers.next())).isEqualTo("200 abcde");
      assertThat(read(answers.next())).isEqualTo("400  {\"a\":\"bc\"}");
      assertThat(answers.next().httpResponse().firstMatchingHeader("x-one")).contains("1");
      assertThat(answers.more()).isTrue();
    }
  }

  @Test
  void aBodyLongerThanTheBufferIsReadWhole() throws IOException {
    String body = "x".repeat(100_000);
    HttpAnswers answers =
        answers(lines("HTTP/1.1 200 OK", "Content-Length: 100000", "", body) + LENGTH, 1000);

    assertThat(read(answers.next())).isEqualTo("200 " + body);
    assertThat(read(answers.next())).isEqualTo("200 abcde");
  }

  @Test
  void afterAnAnswerThatClosesNoneFollows() throws IOException {
    HttpAnswers answers =
        answers(lines("HTTP/1.1 200 OK", "connection: Close", "content-length: 0", "", ""), 1000);

    assertThat(read(answers.next())).isEqualTo("200 ");
    assertThat(answers.more()).isFalse();
  }

  @Test
  void anAnswerThatBreaksOffIsNone() {
    for (int length = 0; length < LENGTH.length(); length++) {
      HttpAnswers answers = answers(LENGTH.substring(0, length), 1000);
      assertThatThrownBy(answers::next).isInstanceOf(EOFException.class);
    }
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines);
  }

  private static String read(HttpExecuteResponse answer) throws IOException {
    byte[] body = answer.responseBody().orElseThrow().readAllBytes();
    return answer.httpResponse().statusCode() + " " + new String(body, UTF_8);
  }

  /** Gives at most so many bytes at once. */
  private static HttpAnswers answers(String bytes, int most) {
    InputStream whole = new ByteArrayInputStream(bytes.getBytes(ISO_8859_1));
    return new HttpAnswers(
        new InputStream() {
          @Override
          public int read() throws IOException {
            return whole.read();
          }

          @Override
          public int read(byte[] to, int offset, int length) throws IOException {
            return whole.read(to, offset, Math.min(most, length));
          }
        });
  }
}
