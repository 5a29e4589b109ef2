package dev.retrylab.harness.report.page;

/** Something that a page tells by name, such as a setting or where a run was made. */
public record Fact(String name, String value) {}
