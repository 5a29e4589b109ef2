/**
 * What a prediction is: sets and bounds for each message and each step, with the rules that it
 * rests on. Enter at {@link dev.retrylab.harness.expect.prediction.MessagePrediction}. Values only:
 * how they come about is in the package {@code rules}, how they are shown in the one above.
 */
package dev.retrylab.harness.expect.prediction;
