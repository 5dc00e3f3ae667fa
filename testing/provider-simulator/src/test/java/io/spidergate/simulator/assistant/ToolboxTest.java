package io.spidergate.simulator.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.spidergate.simulator.assistant.Toolbox.Choice;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which functions are called follows from what is said and from what is allowed.
final class ToolboxTest {

    private static List<String> called(Choice choice, boolean several, Heard heard) {
        List<Toolbox.Function> functions =
                Stream.of("get_weather", "get_time", "echo")
                        .map(name -> new Toolbox.Function(name, MissingNode.getInstance()))
                        .toList();
        return new Toolbox(functions, choice, several, false)
                .calledOn(heard).stream().map(Toolbox.Function::name).toList();
    }

    private static List<String> freely(String words) {
        return called(new Choice.Free(), true, new Heard.Words(words));
    }

    @Test
    void callsWhatIsNamedAsOftenAndInTheOrderInWhichItIsNamed() {
        assertThat(freely("echo, then Get_Weather, then echo!"))
                .containsExactly("echo", "get_weather", "echo");
        assertThat(freely("echo ".repeat(9))).hasSize(4);
        assertThat(called(new Choice.Free(), false, new Heard.Words("echo get_time")))
                .containsExactly("echo");
    }

    @Test
    void callsTheFirstWhereAToolIsAskedForAndNoneIsNamed() {
        assertThat(freely("use a tool")).containsExactly("get_weather");
        assertThat(freely("echoing")).containsExactly("echo");
        assertThat(freely("hello")).isEmpty();
    }

    @Test
    void callsNothingOfItsOwnAccordWhenToolsHaveAnswered() {
        Heard results = new Heard.Results(List.of("echo"));
        assertThat(called(new Choice.Free(), true, results)).isEmpty();
    }

    @Test
    void obeysTheChoice() {
        Heard words = new Heard.Words("hello");
        assertThat(called(new Choice.Some(), true, words)).containsExactly("get_weather");
        assertThat(called(new Choice.Named(List.of("echo")), true, words)).containsExactly("echo");
        assertThat(called(new Choice.Never(), true, new Heard.Words("echo"))).isEmpty();
    }
}
