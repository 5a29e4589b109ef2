/**
 * The folder of a run: the names of its files ({@link dev.retrylab.harness.store.RunFile}), what is
 * in each, and how they are written and read. Enter by {@link
 * dev.retrylab.harness.store.RunDirectory}, or by {@link dev.retrylab.harness.store.StoredRuns} for
 * the folder of all runs.
 *
 * <p>A record here is a file or a line of one: its components are the keys of the JSON, to which
 * Jackson binds it ({@link dev.retrylab.harness.store.StoredJson}). They are a contract with every
 * run that is stored somewhere: none may change its name or its meaning. What the evidence comes to
 * is decided elsewhere.
 */
package dev.retrylab.harness.store;
