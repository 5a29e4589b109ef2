package dev.retrylab.harness.local.http;

import java.util.Map;

/**
 * The answer to one HTTP request.
 *
 * @param status 200..599
 * @param body never null; empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through, never compared
public record RestResponse(int status, Map<String, String> headers, byte[] body) {}
