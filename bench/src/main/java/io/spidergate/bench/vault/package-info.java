/// What the vault's work costs, and whether requests notice it.
@NullMarked
package io.spidergate.bench.vault;

import org.jspecify.annotations.NullMarked;
