package dev.retrylab.harness.local.http;

import java.util.Map;

/**
 * What is written back to a client.
 *
 * @param status 200..599
 * @param body never null; empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through, never compared
public record Response(int status, Map<String, String> headers, byte[] body) {}
