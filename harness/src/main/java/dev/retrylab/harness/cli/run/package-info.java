/**
 * Running scenarios from the command line: {@link dev.retrylab.harness.cli.run.RunExecutor} runs
 * one and keeps everything in a run directory, {@link dev.retrylab.harness.cli.run.SeveralRuns}
 * runs several at a time. Progress, the log file and interruption by a signal are here; the
 * experiment itself is in {@code experiment}.
 */
package dev.retrylab.harness.cli.run;
