package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.http.SdkHttpConfigurationOption.CONNECTION_TIMEOUT;
import static software.amazon.awssdk.http.SdkHttpConfigurationOption.GLOBAL_HTTP_DEFAULTS;
import static software.amazon.awssdk.http.SdkHttpConfigurationOption.READ_TIMEOUT;

import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The HTTP client that SQS is reached with")
final class SqsHttpClientTest {
  private static final String PLAIN = "http://localhost:4566";
  private static final String ENCRYPTED = "https://vpce-1.sqs.eu-central-1.vpce.amazonaws.com";

  @Test
  void has_its_TLS_ready_on_AWS() {
    assertThat(SqsHttpClient.needsNoTls(Map.of())).isFalse();
    assertThat(SqsHttpClient.needsNoTls(Map.of("AWS_ENDPOINT_URL", ENCRYPTED))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL"})
  void makes_none_where_the_endpoint_is_plain_HTTP(String name) {
    assertThat(SqsHttpClient.needsNoTls(Map.of(name, PLAIN))).isTrue();
  }

  @Test
  void goes_by_the_endpoint_of_SQS_before_the_one_of_all_services() {
    assertThat(
            SqsHttpClient.needsNoTls(
                Map.of("AWS_ENDPOINT_URL_SQS", ENCRYPTED, "AWS_ENDPOINT_URL", PLAIN)))
        .isFalse();
    assertThat(
            SqsHttpClient.needsNoTls(
                Map.of("AWS_ENDPOINT_URL_SQS", PLAIN, "AWS_ENDPOINT_URL", ENCRYPTED)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http_proxy", "HTTP_PROXY"})
  void is_the_SDKs_own_behind_a_proxy(String name) {
    assertThat(
            SqsHttpClient.needsNoTls(
                Map.of("AWS_ENDPOINT_URL_SQS", PLAIN, name, "http://proxy:3128")))
        .isFalse();
  }

  @Test
  void waits_no_longer_than_the_SDKs_own() {
    HttpURLConnection connection = SqsHttpClient.open(URI.create(PLAIN));
    assertThat(Duration.ofMillis(connection.getConnectTimeout()))
        .isEqualTo(GLOBAL_HTTP_DEFAULTS.get(CONNECTION_TIMEOUT));
    assertThat(Duration.ofMillis(connection.getReadTimeout()))
        .isEqualTo(GLOBAL_HTTP_DEFAULTS.get(READ_TIMEOUT));
  }

  @Test
  void can_go_to_HTTPS_all_the_same() {
    assertThat(SqsHttpClient.open(URI.create(ENCRYPTED))).isInstanceOf(HttpsURLConnection.class);
  }
}
