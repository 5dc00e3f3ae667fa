package io.spidergate.dashboard.page;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// What is shown instead of a page that cannot be: a sentence, never a stack.
///
/// @param reference finds the line in the log; empty where there is none
public record ErrorPage(int status, String title, String sentence, String reference)
        implements TemplateInstance {

    public static ErrorPage of(int status, String reference) {
        return switch (status) {
            case 403 ->
                    new ErrorPage(
                            status,
                            "Not allowed",
                            "This form is out of date, or this page is not yours to see.",
                            reference);
            case 404 ->
                    new ErrorPage(
                            status,
                            "Nothing here",
                            "This page does not exist. Perhaps it did, and its data has expired.",
                            reference);
            case 405 ->
                    new ErrorPage(
                            status, "Not like this", "This address takes no such request.", "");
            case 413 ->
                    new ErrorPage(status, "Too large", "That was more than a form may send.", "");
            default ->
                    status < 500
                            ? new ErrorPage(
                                    status,
                                    "Not understood",
                                    "The request makes no sense here.",
                                    "")
                            : new ErrorPage(
                                    status,
                                    "Something broke",
                                    "It is our fault, and it is in the log.",
                                    reference);
        };
    }

    public static Response response(int status) {
        return response(status, "");
    }

    public static Response response(int status, String reference) {
        return Response.status(status)
                .entity(of(status, reference).render())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .build();
    }
}
