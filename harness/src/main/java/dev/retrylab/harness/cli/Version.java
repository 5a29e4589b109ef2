package dev.retrylab.harness.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version of this program, and the commit of its sources. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    Build build = Build.ofThisProgram();
    return new String[] {
      "retry-lab " + build.version() + build.commit().map(", commit "::concat).orElse("")
    };
  }
}
