/// How a refusal reads to the service that called.
@NullMarked
package io.spidergate.billing.http;

import org.jspecify.annotations.NullMarked;
