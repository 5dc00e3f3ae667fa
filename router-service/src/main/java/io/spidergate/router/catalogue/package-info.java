/// What the files say about providers and their models: one file a provider, checked to the last
/// key.
@NullMarked
package io.spidergate.router.catalogue;

import org.jspecify.annotations.NullMarked;
