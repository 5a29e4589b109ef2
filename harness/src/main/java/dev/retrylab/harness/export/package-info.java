/**
 * A run's evidence in one zip that can be given away: what names an account, a machine or a person
 * is replaced, and what nobody reads is left out. Nothing is copied as it stands: each file is
 * written anew from the fields that are known.
 */
package dev.retrylab.harness.export;
