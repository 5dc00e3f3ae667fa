/// Who a service is to another: every internal call carries a token signed by the caller's own key.
@NullMarked
package io.spidergate.identity;

import org.jspecify.annotations.NullMarked;
