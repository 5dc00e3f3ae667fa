/// Reading a Kafka topic from a chosen place for as long as the process lives.
@NullMarked
package io.spidergate.router.topic;

import org.jspecify.annotations.NullMarked;
