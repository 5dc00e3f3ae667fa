/// What vault-service answers: credentials without their secrets, and sealed leases.
@NullMarked
package io.spidergate.contracts.vault;

import org.jspecify.annotations.NullMarked;
