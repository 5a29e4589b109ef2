package dev.retrylab.harness.expect;

import java.util.List;

/** What a hypothesis says of every message. */
public record Prediction(String hypothesis, String claim, List<MessagePrediction> messages) {}
