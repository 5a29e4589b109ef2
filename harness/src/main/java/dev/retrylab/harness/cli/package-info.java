/**
 * The command line: {@link dev.retrylab.harness.cli.Main} is where the program starts, {@link
 * dev.retrylab.harness.cli.RetryLab} lists the commands, and each command is a class here. What
 * commands share is below: {@code option} (options and arguments), {@code run} (running scenarios
 * and keeping what comes of them) and {@code exit} (exit codes and error messages). Nothing of the
 * lab itself is here.
 */
package dev.retrylab.harness.cli;
