package dev.retrylab.harness.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run uses and costs, as JSON.
 *
 * @param dollars of all of it, and by part, in millionths at the finest
 * @param ratesAsOf ISO 8601
 */
public record CostDocument(
    BigDecimal dollars,
    long invocations,
    BigDecimal gigabyteSeconds,
    long sqsRequests,
    long logBytes,
    BigDecimal eventPollerHours,
    Map<String, BigDecimal> dollarsByPart,
    String ratesAsOf,
    String ratesRegion) {
  private static final int MICROS = 6;
  private static final int MILLIS = 3;

  /** Of a use. */
  public static CostDocument of(Usage usage) {
    Map<String, BigDecimal> parts = new LinkedHashMap<>();
    usage.parts().forEach(part -> parts.put(part.key(), decimal(part.dollars(), MICROS)));
    return new CostDocument(
        decimal(usage.dollars(), MICROS),
        usage.invocations(),
        decimal(usage.gigabyteSeconds(), MILLIS),
        usage.sqsRequests(),
        usage.logBytes(),
        decimal(usage.eventPollerHours(), MILLIS),
        parts,
        Rates.TODAY.asOf().toString(),
        Rates.TODAY.region());
  }

  private static BigDecimal decimal(double value, int digits) {
    return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
  }
}
