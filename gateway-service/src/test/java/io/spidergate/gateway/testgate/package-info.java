/// The ports of the gateway in memory, and a gateway that runs on them.
package io.spidergate.gateway.testgate;
