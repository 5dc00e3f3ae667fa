/// Keys in a key management service that wrap the vault's keyset.
@NullMarked
package io.spidergate.vault.kms;

import org.jspecify.annotations.NullMarked;
