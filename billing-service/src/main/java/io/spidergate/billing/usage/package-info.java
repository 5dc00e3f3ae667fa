/// What was used, by the hour: counted with each new entry of the ledger, read by whoever may see
/// it.
@NullMarked
package io.spidergate.billing.usage;

import org.jspecify.annotations.NullMarked;
