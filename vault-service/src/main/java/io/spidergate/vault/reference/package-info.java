/// Secrets that stay where they are, and are read when a gateway asks.
@NullMarked
package io.spidergate.vault.reference;

import org.jspecify.annotations.NullMarked;
