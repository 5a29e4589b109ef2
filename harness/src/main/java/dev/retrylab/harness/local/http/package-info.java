/**
 * HTTP and AWS's three wire protocols on a port of the loopback interface: from a socket to a call
 * of a service, and from its answer or refusal back to the client. Enter at {@link
 * dev.retrylab.harness.local.http.HttpEndpoint}, on which the engine mounts its services; a request
 * comes by {@code Connection}, {@code HttpExchange}, {@code HttpEndpoint}, the {@code ServiceCall}
 * of its protocol and {@code RequestHandler}. No service lives here, and nothing here knows one.
 */
package dev.retrylab.harness.local.http;
