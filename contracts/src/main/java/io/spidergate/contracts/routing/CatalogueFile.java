package io.spidergate.contracts.routing;

import org.jspecify.annotations.Nullable;

/// A file of the catalogue.
///
/// @param name a provider's id, or `aliases`
/// @param owner who can change it: `catalogue` for this release, `file` for the operator's
///   directory, `api`
/// @param text in YAML; absent in lists
public record CatalogueFile(String name, String owner, @Nullable String text) {}
