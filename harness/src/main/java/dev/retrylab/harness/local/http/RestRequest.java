package dev.retrylab.harness.local.http;

import java.util.Map;

/**
 * One HTTP request.
 *
 * @param path decoded, with its leading slash, without the query
 * @param query decoded; of a key that is given twice the first value counts
 * @param headers names in lower case; of a header that is given twice the first value counts
 * @param body never null; empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through, never compared
public record RestRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {}
