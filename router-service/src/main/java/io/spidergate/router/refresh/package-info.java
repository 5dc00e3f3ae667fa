/// Asks providers for their lists of models.
@NullMarked
package io.spidergate.router.refresh;

import org.jspecify.annotations.NullMarked;
