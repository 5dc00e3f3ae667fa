/// Tells the suite which credentials exist, losing nothing while Kafka is away.
@NullMarked
package io.spidergate.vault.notice;

import org.jspecify.annotations.NullMarked;
