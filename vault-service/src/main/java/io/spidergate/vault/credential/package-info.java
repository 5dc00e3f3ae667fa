/// Credentials: what may go in, how they are held, how they go away.
@NullMarked
package io.spidergate.vault.credential;

import org.jspecify.annotations.NullMarked;
