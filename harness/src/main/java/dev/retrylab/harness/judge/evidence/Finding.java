package dev.retrylab.harness.judge.evidence;

/** Something worth knowing that no verdict hangs on. */
public sealed interface Finding permits EvidenceFinding, RunFinding {
  /** One sentence, or two short ones, that a reader understands without the rest of the report. */
  String sentence();
}
