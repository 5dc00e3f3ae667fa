/// Brings everything under a fresh key-encryption key, while the vault works.
@NullMarked
package io.spidergate.vault.rotation;

import org.jspecify.annotations.NullMarked;
