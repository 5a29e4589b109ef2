package dev.retrylab.harness.local.http;

import io.netty.handler.codec.http.HttpHeaders;

/**
 * One HTTP request.
 *
 * @param path decoded, with its leading slash, without the query
 * @param body never null; empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through, never compared
public record RestRequest(String method, String path, HttpHeaders headers, byte[] body) {}
