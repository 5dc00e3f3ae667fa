/// Watches the models that shares of aliases try, and ends a share whose model fails too often.
@NullMarked
package io.spidergate.router.share;

import org.jspecify.annotations.NullMarked;
