/// Converse of AWS Bedrock: its shapes, its binary events; what it refuses of a conversation is
/// what Messages refuses.
@NullMarked
package io.spidergate.simulator.converse;

import org.jspecify.annotations.NullMarked;
