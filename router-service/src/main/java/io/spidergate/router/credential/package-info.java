/// Which provider credentials exist, as vault-service tells; never a secret.
@NullMarked
package io.spidergate.router.credential;

import org.jspecify.annotations.NullMarked;
