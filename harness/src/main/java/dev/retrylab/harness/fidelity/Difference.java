package dev.retrylab.harness.fidelity;

/**
 * Something that an engine did otherwise than AWS documents.
 *
 * @param subject the message's key, or the setting's, or the step's number; empty where it is about
 *     the whole run
 * @param sentence what was seen, for people
 */
public record Difference(Aspect aspect, String subject, String sentence) {}
