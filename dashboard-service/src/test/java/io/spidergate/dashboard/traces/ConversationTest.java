package io.spidergate.dashboard.traces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.gateway.RequestEvent.Capture;
import io.spidergate.dashboard.traces.Conversation.Message;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void showsStringsPartsAndTheAnswer() {
        String request =
                """
                {"messages": [
                  {"role": "system", "content": "Be kind."},
                  {"role": "user", "content": [{"type": "text", "text": "One"},
                                               {"type": "text", "text": "Two"}]}]}
                """;
        assertThat(Conversation.of(new Capture(request, "Hi", false), json).messages())
                .containsExactly(
                        new Message(1, "system", "system", "Be kind.", false),
                        new Message(2, "user", "user", "One\n\nTwo", false),
                        new Message(3, "assistant", "assistant", "Hi", true));
    }

    @Test
    void whatWasCutInTheMiddleIsShownAsItIs() {
        String cut = "{\"messages\": [{\"role\": \"us";
        assertThat(Conversation.of(new Capture(cut, null, true), json).messages())
                .containsExactly(new Message(1, "other", "request", cut, false));
    }

    @Test
    void anUnknownRoleChoosesNoColourOfItsOwn() {
        String request = "{\"messages\": [{\"role\": \"x y\", \"content\": \"a\"}, 5, null]}";
        assertThat(Conversation.of(new Capture(request, null, false), json).messages())
                .extracting(Message::role)
                .containsExactly("other", "other", "other");
    }
}
