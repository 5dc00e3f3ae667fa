/// Credentials that providers hand over after somebody has signed in there.
@NullMarked
package io.spidergate.vault.signin;

import org.jspecify.annotations.NullMarked;
