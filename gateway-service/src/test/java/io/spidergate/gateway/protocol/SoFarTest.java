package io.spidergate.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.Finish;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SoFarTest {

    @Test
    void keepsTheTextAndNoThoughts() {
        SoFar soFar = new SoFar(true, "It ");
        soFar.add(new AnswerPart.Thought("hm"));
        soFar.add(new AnswerPart.Text("rains"));
        assertThat(soFar.said()).isEqualTo("It rains");
    }

    @Test
    void aCallOrTheEndCannotBeGoneOnWith() {
        SoFar called = new SoFar(true, "It rains");
        called.add(new AnswerPart.CallBegun(0, "call_1", "look_up", Optional.empty()));
        called.add(new AnswerPart.Text("more"));
        assertThat(called.said()).isNull();
        SoFar finished = new SoFar(true, "It rains");
        finished.add(new AnswerPart.Finished(Finish.STOP));
        assertThat(finished.said()).isNull();
    }

    @Test
    void aLongerAnswerIsNotKept() {
        SoFar soFar = new SoFar(true, "");
        soFar.text("x".repeat(SoFar.MOST));
        assertThat(soFar.said()).hasSize(SoFar.MOST);
        soFar.text("y");
        assertThat(soFar.said()).isNull();
        soFar.text("z");
        assertThat(soFar.said()).isNull();
    }

    @Test
    void nothingIsKeptWhereNobodyMayGoOn() {
        SoFar soFar = new SoFar(false, "");
        soFar.text("It rains");
        assertThat(soFar.said()).isNull();
    }
}
