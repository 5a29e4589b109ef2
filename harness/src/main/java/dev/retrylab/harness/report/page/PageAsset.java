package dev.retrylab.harness.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The style sheet or the script of a page.
 *
 * @param text as it stands in the page
 * @param hash by which the page's content security policy allows this text and no other
 */
record PageAsset(String text, String hash) {
  private static final String FOLDER = "/report/";

  private static final List<String> PICTURE =
      List.of(
          "begin.js",
          "text.js",
          "svg.js",
          "data.js",
          "log.js",
          "scale.js",
          "card.js",
          "lane.js",
          "dlq.js",
          "ghosts.js",
          "steps.js",
          "kinds.js",
          "legend.js",
          "walk.js",
          "picture.js");

  /** Resource files, one after the other. */
  static PageAsset of(String... names) {
    String text = Arrays.stream(names).map(PageAsset::read).collect(Collectors.joining("\n"));
    return new PageAsset(text, "sha256-" + sha256(text));
  }

  /** The script that draws the picture, and what a kind of page has besides. */
  static PageAsset script(String... more) {
    List<String> names = new ArrayList<>(PICTURE);
    names.addAll(List.of(more));
    names.add("end.js");
    return of(names.toArray(String[]::new));
  }

  /** The text of one resource file of the pages. */
  static String read(String name) {
    try (InputStream in = PageAsset.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no resource " + FOLDER + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
