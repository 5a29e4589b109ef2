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
 * @param asOf the day on which the pages said so
 * @param region of these prices
 */
record Rates(
    LocalDate asOf,
    String region,
    double sqsStandardRequest,
    double sqsFifoRequest,
    double lambdaRequest,
    double lambdaGigabyteSecond,
    double logsByte) {
  private static final double MILLION = 1e6;
  private static final double GIGABYTE = 1e9;

  static Rates load() {
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
          dollars.path("logsPerGigabyteIngested").asDouble() / GIGABYTE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read rates.json", e);
    }
  }
}
