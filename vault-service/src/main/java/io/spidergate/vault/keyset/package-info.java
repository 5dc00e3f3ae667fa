/// Where the key-encryption keyset comes from, and when the vault must refuse to start without it.
@NullMarked
package io.spidergate.vault.keyset;

import org.jspecify.annotations.NullMarked;
