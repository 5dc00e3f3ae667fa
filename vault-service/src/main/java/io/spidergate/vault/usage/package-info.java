/// What providers themselves say that accounts have used, read with keys that are kept for it.
@NullMarked
package io.spidergate.vault.usage;

import org.jspecify.annotations.NullMarked;
