/** How a command ends: the exit codes, and what is said of a failure. */
package dev.retrylab.harness.cli.exit;
