package io.spidergate.contracts.routing;

/// @param text in YAML, at most 1 MiB
public record CatalogueText(String text) {}
