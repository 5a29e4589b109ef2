package dev.retrylab.harness.local.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.failure.EngineFailures;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestDeadlineTest {
  private static final String REQUEST =
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";

  private final EmbeddedChannel connection = new EmbeddedChannel();

  @BeforeEach
  void open() {
    connection.freezeTime();
    Connection.addTo(
        connection.pipeline(), exchange -> {}, new EngineFailures(InstantSource.system()));
  }

  @Test
  void aRequestThatDoesNotEndInTimeIsHungUpOnHoweverOftenBytesCome() {
    comes(REQUEST.substring(0, 20));
    passes(RequestDeadline.SECONDS - 1);
    comes(REQUEST.substring(20, 30));
    assertThat(connection.isOpen()).isTrue();

    passes(1);
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void aConnectionOnWhichNothingIsUnderWayStays() {
    passes(3600);
    comes(REQUEST);
    passes(3600);
    comes(REQUEST.substring(0, 20));
    passes(RequestDeadline.SECONDS - 1);
    comes(REQUEST.substring(20));
    passes(3600);

    assertThat(connection.isOpen()).isTrue();
  }

  @Test
  void eachRequestHasItsOwnTime() {
    comes(REQUEST);
    comes(REQUEST.substring(0, 20));
    passes(RequestDeadline.SECONDS - 1);
    assertThat(connection.isOpen()).isTrue();

    passes(1);
    assertThat(connection.isOpen()).isFalse();
  }

  private void comes(String bytes) {
    connection.writeInbound(Unpooled.copiedBuffer(bytes, US_ASCII));
  }

  private void passes(int seconds) {
    connection.advanceTimeBy(seconds, TimeUnit.SECONDS);
    connection.runPendingTasks();
  }
}
