package io.spidergate.simulator.assistant;

import java.util.List;

/// A text up to the first stop word that it holds, and how it ends there.
record StopWords(String text, Finish finish) {

    static StopWords cut(String text, List<String> words) {
        StopWords cut = new StopWords(text, new Finish.Done());
        for (String word : words) {
            int at = word.isEmpty() ? -1 : cut.text().indexOf(word);
            cut = at < 0 ? cut : new StopWords(text.substring(0, at), new Finish.StopWord(word));
        }
        return cut;
    }
}
