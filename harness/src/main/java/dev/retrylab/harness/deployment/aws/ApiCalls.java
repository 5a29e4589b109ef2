package dev.retrylab.harness.deployment.aws;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Counts the calls that the harness makes, each attempt of the SDK for itself since each may be
 * billed, and reads from their answers how far the clock of AWS is from this machine's.
 */
public final class ApiCalls {
  private final Map<String, Long> counts = new TreeMap<>();
  private final InstantSource clock;
  private final Set<String> endpoints = new TreeSet<>();
  private Optional<Duration> skew = Optional.empty();

  /** Compares AWS's clock with this one. */
  ApiCalls(InstantSource clock) {
    this.clock = clock;
  }

  /** How many calls were made so far, by {@code service:Action}. */
  public synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /** Where the calls went, such as {@code https://sqs.eu-central-1.amazonaws.com}, in order. */
  public synchronized List<String> endpoints() {
    return List.copyOf(endpoints);
  }

  /**
   * How far AWS's clock is ahead of this machine's, by the Date of its latest answer, which is in
   * whole seconds; negative where it is behind, empty where no answer had one.
   */
  public synchronized Optional<Duration> skew() {
    return skew;
  }

  private synchronized void count(String action, URI endpoint) {
    counts.merge(action, 1L, Long::sum);
    endpoints.add(endpoint.getScheme() + "://" + endpoint.getAuthority());
  }

  private synchronized void read(String date) {
    try {
      Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      skew = Optional.of(Duration.between(clock.instant(), there));
    } catch (DateTimeParseException e) {
      // An answer without a usable date tells nothing.
    }
  }

  /**
   * Counts the calls of one client.
   *
   * @param service as IAM policies call it, such as {@code sqs}
   */
  ExecutionInterceptor of(String service) {
    return new ExecutionInterceptor() {
      @Override
      public void beforeTransmission(
          Context.BeforeTransmission context, ExecutionAttributes attributes) {
        count(
            service + ":" + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
            context.httpRequest().getUri());
      }

      @Override
      public void afterTransmission(
          Context.AfterTransmission context, ExecutionAttributes attributes) {
        context.httpResponse().firstMatchingHeader("Date").ifPresent(ApiCalls.this::read);
      }
    };
  }
}
