/**
 * Options and arguments that several commands share, as picocli mixins, each with the validation of
 * its values. What they lead to (a target, a writer, a folder of runs) is made here too, so that a
 * command never sees a raw value.
 */
package dev.retrylab.harness.cli.option;
