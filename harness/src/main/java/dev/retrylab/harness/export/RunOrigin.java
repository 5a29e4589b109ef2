package dev.retrylab.harness.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a run ran, as far as that tells nothing of the user: on which kind of engine and in which
 * region.
 *
 * @param engine "local", "aws", or "endpoint" for another one behind an endpoint
 * @param region empty where nothing tells it
 */
public record RunOrigin(String engine, Optional<String> region) {
  static final String REGION =
      "(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov|-iso[a-z]?)?-[a-z]{4,9}-\\d";

  /** In place of any other: a name that no host has (RFC 2606). */
  static final String ENDPOINT = "http://endpoint.invalid";

  private static final Pattern REGION_FORM = Pattern.compile(REGION);
  private static final Pattern HOST = Pattern.compile("https?://([^/:]+)(?::\\d+)?/.*");
  private static final Pattern OF_AWS =
      Pattern.compile("(?:.*\\.)?(" + REGION + ")\\..*(amazonaws\\.com(?:\\.cn)?|api\\.aws)");

  /** Of run.json, exported or not. */
  public static RunOrigin of(JsonNode run) {
    String target = run.path("target").asText();
    boolean endpoint = run.path("aws").has("endpoint");
    return new RunOrigin(
        endpoint ? "endpoint" : (target.equals("aws") ? "aws" : "local"),
        region(run.path("aws").path("region").asText())
            .or(() -> regionOf(run.path("deployment").path("sourceQueueUrl").asText())));
  }

  /** The text, if it is a region of AWS. */
  static Optional<String> region(String text) {
    return Optional.of(text).filter(found -> REGION_FORM.matcher(found).matches());
  }

  private static Optional<String> regionOf(String queueUrl) {
    return ofAws(queueUrl).map(host -> host.group(1));
  }

  private static Optional<Matcher> ofAws(String queueUrl) {
    Matcher url = HOST.matcher(queueUrl);
    if (!url.matches()) {
      return Optional.empty();
    }
    Matcher host = OF_AWS.matcher(url.group(1));
    return host.matches() ? Optional.of(host) : Optional.empty();
  }

  /**
   * In place of a queue's URL: one in the same region, of no account.
   *
   * @param queue its name, without .fifo
   */
  static String queueUrl(String original, String queue) {
    String name = queue + (original.endsWith(".fifo") ? ".fifo" : "");
    String host =
        regionOf(original)
            .map(region -> "https://sqs.%s.amazonaws.com".formatted(region))
            .orElse(ENDPOINT);
    return host + "/000000000000/" + name;
  }
}
