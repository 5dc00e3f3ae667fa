/// Where providers are.
@NullMarked
package io.spidergate.vault.provider;

import org.jspecify.annotations.NullMarked;
