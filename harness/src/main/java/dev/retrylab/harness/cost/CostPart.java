package dev.retrylab.harness.cost;

/**
 * A part of what is billed.
 *
 * @param key by which programs know it
 * @param amount with its unit, for people: {@code 1,234 SQS requests}
 */
public record CostPart(String key, String amount, double dollars) {}
