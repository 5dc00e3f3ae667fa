package io.spidergate.llm.generatecontent;

/// Names in a part that several classes read or write.
final class PartField {

    static final String TEXT = "text";
    static final String THOUGHT = "thought";
    static final String SIGNATURE = "thoughtSignature";

    private PartField() {}
}
