package dev.retrylab.harness.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an endpoint from the command line: http or https, and a host. */
final class EndpointUrl implements ITypeConverter<URI> {
  private static final String REFUSAL =
      "is no URL of http or https, such as http://localhost:4566.";

  @Override
  public URI convert(String text) {
    return parse(text)
        .orElseThrow(() -> new TypeConversionException("\"" + text + "\" " + REFUSAL));
  }

  /**
   * Reads what AWS_ENDPOINT_URL says.
   *
   * @throws UsageError where that is no URL of http or https
   */
  static URI ofEnvironment(String text) {
    return parse(text)
        .orElseThrow(
            () -> new UsageError("AWS_ENDPOINT_URL is \"" + text + "\", which " + REFUSAL));
  }

  private static Optional<URI> parse(String text) {
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return Optional.of(url).filter(any -> web && url.getHost() != null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
