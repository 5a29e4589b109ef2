package dev.retrylab.harness.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;

/**
 * What AWS asks, in US dollars; see rates.json for the pages.
 *
 * <p>A request is one for each 64 KB of its payload (SQS pricing): the messages of this lab are so
 * small that ten together are less.
 *
 * @param asOf the day on which the pages said so
 * @param region of these prices
 * @param eventPollerHour of one poller in provisioned mode: with SQS an event poller unit is one
 *     poller
 */
record Rates(
    LocalDate asOf,
    String region,
    double sqsStandardRequest,
    double sqsFifoRequest,
    double lambdaRequest,
    double lambdaGigabyteSecond,
    double eventPollerHour,
    double logsByte) {
  private static final double MILLION = 1e6;
  private static final double GIGABYTE = 1e9;

  static final Rates TODAY = load();

  private static Rates load() {
    try (InputStream file = Rates.class.getResourceAsStream("/rates.json")) {
      JsonNode json = new ObjectMapper().readTree(file);
      JsonNode dollars = json.path("dollars");
      return new Rates(
          LocalDate.parse(json.path("asOf").asText()),
          json.path("region").asText(),
          dollars.path("sqsStandardPerMillionRequests").asDouble() / MILLION,
          dollars.path("sqsFifoPerMillionRequests").asDouble() / MILLION,
          dollars.path("lambdaPerMillionRequests").asDouble() / MILLION,
          dollars.path("lambdaPerGigabyteSecond").asDouble(),
          dollars.path("lambdaPerEventPollerHour").asDouble(),
          dollars.path("logsPerGigabyteIngested").asDouble() / GIGABYTE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read rates.json", e);
    }
  }

  /** Where and when they hold, for people. */
  String words() {
    return "rates of %s, %s, free tier left out".formatted(region, asOf);
  }
}
