/// Who did what with a credential: an append-only, hash-chained record.
@NullMarked
package io.spidergate.vault.audit;

import org.jspecify.annotations.NullMarked;
