/// Tests a credential by a cheap real call to its provider.
@NullMarked
package io.spidergate.vault.probe;

import org.jspecify.annotations.NullMarked;
