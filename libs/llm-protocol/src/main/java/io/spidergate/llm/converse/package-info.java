/// Converse of AWS Bedrock, towards providers only: Anthropic's Messages in other words, which is
/// how it is written here.
@NullMarked
package io.spidergate.llm.converse;

import org.jspecify.annotations.NullMarked;
