/// One event for each request: on local disk before the response ends, in Kafka when it is there.
@NullMarked
package io.spidergate.gateway.journal;

import org.jspecify.annotations.NullMarked;
