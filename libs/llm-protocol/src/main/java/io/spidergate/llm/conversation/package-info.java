/// What a caller asks of a model, in no protocol's words: read from one protocol, written in
/// another. The hub that keeps translators to one a protocol instead of one a pair.
@NullMarked
package io.spidergate.llm.conversation;

import org.jspecify.annotations.NullMarked;
