package dev.retrylab.harness.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.failure.EngineFailures;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One connection of one client, without a socket. */
@DisplayName("A client's connection")
class ConnectionTest {
  private static final Response RESPONSE = new Response(200, Map.of(), new byte[] {'x'});

  private final List<HttpExchange> served = new ArrayList<>();
  private final EngineFailures failures = new EngineFailures(InstantSource.system());
  private final EmbeddedChannel channel = new EmbeddedChannel();

  /** Sends its second request as soon as the end of the first response is on its way. */
  private final class QuickClient extends ChannelOutboundHandlerAdapter {
    private final String end;

    QuickClient(String end) {
      this.end = end;
    }

    @Override
    public void flush(ChannelHandlerContext context) {
      context.flush();
      if (served.size() == 1 && received().endsWith(end)) {
        send("/second");
      }
    }
  }

  private String received() {
    return channel.outboundMessages().stream()
        .map(part -> ((ByteBuf) part).toString(UTF_8))
        .collect(joining());
  }

  private void send(String path) {
    channel.writeInbound(
        Unpooled.copiedBuffer("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n", UTF_8));
  }

  private void assertServesBoth(String end, Consumer<HttpExchange> answer) {
    channel.pipeline().addLast(new QuickClient(end));
    Connection.addTo(channel.pipeline(), served::add, failures);
    send("/first");
    answer.accept(served.get(0));
    assertThat(served).extracting(HttpExchange::target).containsExactly("/first", "/second");
    assertThat(channel.isOpen()).isTrue();
    assertThat(failures.first()).isEmpty();
  }

  @Test
  @DisplayName("A client may send its next request the moment that it has its response")
  void quick() {
    assertServesBoth("x", exchange -> exchange.answer(RESPONSE, written -> {}));
  }

  @Test
  @DisplayName("So may one that has waited for its response")
  void quickAfterWait() {
    assertServesBoth(
        "x\r\n0\r\n\r\n", exchange -> exchange.answerAfterWait(RESPONSE, written -> {}));
  }
}
