package dev.retrylab.harness.local.http;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Keeps web pages from driving the engine: a browser on this machine reaches the loopback interface
 * too. Pages of other sites are known by the headers that browsers add of their own, and those that
 * pretend to be of this site (DNS rebinding) by the public host name that they were loaded from.
 * AWS's SDKs and command line send neither.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch metadata request headers</a>
 */
final class BrowserGuard {
  /**
   * Hosts that public DNS cannot give an address of somebody's choice: addresses, names without a
   * dot, and names that are reserved for use at home (RFC 6761, RFC 6762, and .internal, under
   * which containers find their host).
   */
  private static final Pattern HOME =
      Pattern.compile(
          "(\\[[0-9a-f:.%]+]|[0-9]+(\\.[0-9]+){3}|[^.]+|.+\\.(localhost|internal|local|test))\\.?(:[0-9]*)?");

  private BrowserGuard() {}

  /**
   * Refuses requests of web pages.
   *
   * @param header gives the first value of a header, or null
   * @throws AwsError where a browser sent it for a web page
   */
  static void refuseWebPages(UnaryOperator<String> header) {
    String site = Optional.ofNullable(header.apply("Sec-Fetch-Site")).orElse("none");
    boolean page = header.apply("Origin") != null || !site.equals("none");
    String host = Optional.ofNullable(header.apply("Host")).orElse("").toLowerCase(Locale.ROOT);
    if (page || (!host.isEmpty() && !HOME.matcher(host).matches())) {
      throw AwsError.of(
          "AccessDeniedException",
          page
              ? "This engine serves no web pages."
              : "This engine is for this machine: ask for it as 127.0.0.1 or localhost.",
          403);
    }
  }
}
