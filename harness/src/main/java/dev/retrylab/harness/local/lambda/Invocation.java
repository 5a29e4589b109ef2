package dev.retrylab.harness.local.lambda;

import java.util.concurrent.CompletableFuture;

/**
 * One run of a function: what goes in, and where the result will be. Whoever invokes holds the
 * engine's clock until the result is there.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through, never compared
record Invocation(String requestId, byte[] payload, CompletableFuture<InvocationResult> result) {}
