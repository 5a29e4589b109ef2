package dev.retrylab.harness.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an endpoint from the command line: http or https, and a host. */
final class EndpointUrl implements ITypeConverter<URI> {
  @Override
  public URI convert(String text) {
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (web && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Refused like every other text that is no such URL.
    }
    throw new TypeConversionException(
        "\"" + text + "\" is no URL of http or https, such as http://localhost:4566.");
  }
}
