package io.spidergate.vault;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Everything that is logged while it is open, down to debug, with stack traces and parameters.
final class CapturedLog extends Handler implements AutoCloseable {

    private static final String HTTP_CLIENT_OF_THE_TEST = "org.apache.http.";

    private final StringBuffer text = new StringBuffer();
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();

    CapturedLog() {
        setLevel(Level.ALL);
        Arrays.stream(root.getHandlers()).forEach(handler -> handler.setLevel(Level.INFO));
        root.addHandler(this);
        root.setLevel(Level.FINE);
    }

    String text() {
        return text.toString();
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLoggerName() != null
                && entry.getLoggerName().startsWith(HTTP_CLIENT_OF_THE_TEST)) {
            return;
        }
        text.append(entry.getLoggerName()).append(' ').append(entry.getMessage());
        if (entry instanceof org.jboss.logmanager.ExtLogRecord formatted) {
            text.append(' ').append(formatted.getFormattedMessage());
        }
        if (entry.getParameters() != null) {
            text.append(Arrays.deepToString(entry.getParameters()));
        }
        if (entry.getThrown() != null) {
            StringWriter trace = new StringWriter();
            entry.getThrown().printStackTrace(new PrintWriter(trace));
            text.append(trace);
        }
        text.append('\n');
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(before);
    }
}
