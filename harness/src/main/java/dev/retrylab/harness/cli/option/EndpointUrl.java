package dev.retrylab.harness.cli.option;

import dev.retrylab.harness.cli.exit.UsageError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an endpoint from the command line: http or https, and a host. One with a user and password
 * or a query in it is refused, and not repeated: the command line and the endpoint are kept in
 * run.json and shown in reports, and no AWS endpoint has such.
 */
public final class EndpointUrl implements ITypeConverter<URI> {
  private static final String REFUSAL =
      "is no URL of http or https, such as http://localhost:4566.";

  private static final String BARE =
      "must be a bare URL: without a user, a password, a query or a fragment, which would be kept"
          + " in run.json. Credentials belong in a profile or in the environment.";

  @Override
  public URI convert(String text) {
    if (saysMore(text)) {
      throw new TypeConversionException("it " + BARE);
    }
    return parse(text)
        .orElseThrow(() -> new TypeConversionException("\"" + text + "\" " + REFUSAL));
  }

  /**
   * Reads what AWS_ENDPOINT_URL says.
   *
   * @throws UsageError where that is no URL of http or https
   */
  public static URI ofEnvironment(String text) {
    if (saysMore(text)) {
      throw new UsageError("AWS_ENDPOINT_URL " + BARE);
    }
    return parse(text)
        .orElseThrow(
            () -> new UsageError("AWS_ENDPOINT_URL is \"" + text + "\", which " + REFUSAL));
  }

  /** Also of what is no URL: whoever mistypes one with a password in it is not to read it again. */
  private static boolean saysMore(String text) {
    return text.chars().anyMatch(c -> "@?#".indexOf(c) >= 0);
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
