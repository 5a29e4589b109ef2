/**
 * Is this AWS, or is it an emulator? The same cases on every engine, and for each engine a declared
 * list of where it differs from what AWS documents.
 */
package dev.retrylab.harness.fidelity;
