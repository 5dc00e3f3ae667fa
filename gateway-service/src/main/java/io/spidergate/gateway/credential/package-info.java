/// Provider credentials leased from the vault, open only in this process's memory.
@NullMarked
package io.spidergate.gateway.credential;

import org.jspecify.annotations.NullMarked;
