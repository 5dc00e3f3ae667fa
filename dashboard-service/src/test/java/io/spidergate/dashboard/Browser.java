package io.spidergate.dashboard;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keeps cookies and fills in forms, follows nothing by itself.
final class Browser {

    static final String ONE_TIME = "one-time-password-of-tests";
    static final String OWN = "correct horse battery staple";

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final Map<String, String> cookies = new HashMap<>();

    Response get(String path) {
        return kept(request().get(path));
    }

    Response post(String path, Map<String, String> form) {
        return kept(request().formParams(form).post(path));
    }

    /// The hidden token of the form on a page.
    String csrf(String page) {
        Matcher matcher = CSRF.matcher(get(page).asString());
        if (!matcher.find()) {
            throw new AssertionError("no form on " + page);
        }
        return matcher.group(1);
    }

    Response login(String name, String password) {
        return post("/login", Map.of("name", name, "password", password, "csrf", csrf("/login")));
    }

    Map<String, String> cookies() {
        return cookies;
    }

    private RequestSpecification request() {
        return given().redirects().follow(false).cookies(cookies);
    }

    private Response kept(Response response) {
        response.getDetailedCookies()
                .forEach(cookie -> {
                    if (cookie.getMaxAge() == 0) {
                        cookies.remove(cookie.getName());
                    } else {
                        cookies.put(cookie.getName(), cookie.getValue());
                    }
                });
        return response;
    }
}
