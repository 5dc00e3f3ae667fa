package io.spidergate.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a path leads, whatever lies before its end, such as `v1`, `anthropic/v1` or
/// `v1beta/openai`.
///
/// @param name what the call is recorded under
/// @param model as the path names it, empty where the body does
/// @param eventStream whether Google was asked to stream events rather than a JSON array
record Route(Endpoint endpoint, String name, String model, boolean eventStream) {

    private static final Pattern GOOGLE =
            Pattern.compile("(?:.*/)?(?:models|tunedModels)/([^/:]+):([A-Za-z]+)");

    private static final Pattern AWS =
            Pattern.compile("(?:.*/)?model/([^/]+)/(converse|converse-stream)");

    /// @param path without the provider's name
    /// @param query as it was sent, or empty
    static Route of(String path, String query) {
        Matcher google = GOOGLE.matcher(path);
        if (google.matches()) {
            Endpoint endpoint = byEnding(google.group(2));
            return endpoint.isGoogles()
                    ? new Route(endpoint, endpoint.ending(), google.group(1), sse(query))
                    : unknown(path);
        }
        Matcher aws = AWS.matcher(path);
        if (aws.matches()) {
            String model = URLDecoder.decode(aws.group(1), StandardCharsets.UTF_8);
            Endpoint endpoint = byEnding(aws.group(2));
            return new Route(endpoint, endpoint.ending(), model, false);
        }
        Endpoint endpoint =
                Arrays.stream(Endpoint.values())
                        .filter(each -> !each.isGoogles() && each != Endpoint.UNKNOWN)
                        .filter(each ->
                                path.equals(each.ending()) || path.endsWith("/" + each.ending()))
                        .findFirst()
                        .orElse(Endpoint.UNKNOWN);
        return endpoint == Endpoint.UNKNOWN
                ? unknown(path)
                : new Route(endpoint, endpoint.ending(), "", false);
    }

    private static Endpoint byEnding(String ending) {
        return Arrays.stream(Endpoint.values())
                .filter(each -> each.ending().equals(ending))
                .findFirst()
                .orElse(Endpoint.UNKNOWN);
    }

    private static boolean sse(String query) {
        return Arrays.asList(query.split("&")).contains("alt=sse");
    }

    private static Route unknown(String path) {
        return new Route(Endpoint.UNKNOWN, path, "", false);
    }
}
