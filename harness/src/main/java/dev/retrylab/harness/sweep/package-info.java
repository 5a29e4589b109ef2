/**
 * Grids of settings: the predictions, and where asked for the runs, of one scenario with every
 * combination of some values, in one index table.
 */
package dev.retrylab.harness.sweep;
