package io.spidergate.llm.answer;

import java.util.ArrayList;
import java.util.List;

/// Reads an answer that goes on with a text that another had begun: what the caller has already is
/// left out, and so is what the second model thought, since thoughts come before a text.
public final class SeamedReader implements AnswerReader {

    private final AnswerReader reader;
    private final Seam seam;

    public SeamedReader(AnswerReader reader, Seam seam) {
        this.reader = reader;
        this.seam = seam;
    }

    @Override
    public List<AnswerPart> plain(byte[] body) {
        return joined(reader.plain(body));
    }

    @Override
    public List<AnswerPart> event(String name, byte[] buffer, int offset, int length) {
        return joined(reader.event(name, buffer, offset, length));
    }

    private List<AnswerPart> joined(List<AnswerPart> parts) {
        List<AnswerPart> joined = new ArrayList<>(parts.size() + 1);
        for (AnswerPart part : parts) {
            switch (part) {
                case AnswerPart.Text(String text) -> text(seam.join(text), joined);
                case AnswerPart.Thought thought -> {}
                case AnswerPart.ThoughtSealed sealed -> {}
                case AnswerPart.CallBegun call -> afterText(call, joined);
                case AnswerPart.CallArguments more -> joined.add(more);
                case AnswerPart.Finished finished -> afterText(finished, joined);
                case AnswerPart.Counted counted -> joined.add(counted);
                case AnswerPart.Ended ended -> afterText(ended, joined);
                case AnswerPart.Broken broken -> joined.add(broken);
                case AnswerPart.Malformed malformed -> joined.add(malformed);
            }
            if (seam.isAnew()) {
                return List.of(
                        new AnswerPart.Malformed(
                                "the text was begun anew instead of gone on with"));
            }
        }
        return joined;
    }

    private void afterText(AnswerPart part, List<AnswerPart> joined) {
        text(seam.rest(), joined);
        joined.add(part);
    }

    private static void text(String text, List<AnswerPart> joined) {
        if (!text.isEmpty()) {
            joined.add(new AnswerPart.Text(text));
        }
    }
}
