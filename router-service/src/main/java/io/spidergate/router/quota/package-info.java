/// Who may use how much of which provider's quota: the desk that all gateways ask.
@NullMarked
package io.spidergate.router.quota;

import org.jspecify.annotations.NullMarked;
