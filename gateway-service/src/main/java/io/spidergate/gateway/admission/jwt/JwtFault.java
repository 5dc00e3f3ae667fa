package io.spidergate.gateway.admission.jwt;

/// Why a JWT lets nobody in, in the words that its bearer reads. None tells what would have been
/// right: whom a gateway trusts and for whom is for its operator to say.
public enum JwtFault {
    TOO_LONG("it is longer than the gateway reads"),
    UNREADABLE("it cannot be read"),
    UNKNOWN_ISSUER("its issuer is not one that the gateway trusts"),
    ALGORITHM("it is signed by an algorithm that is not accepted"),
    UNKNOWN_KEY("it is signed by a key that its issuer does not show"),
    SIGNATURE("its signature is wrong"),
    AUDIENCE("it was made for another audience"),
    NO_EXPIRY("it has no expiry"),
    NOT_YET("it is not valid yet"),
    CLAIMS("a claim is missing or wrong"),
    NO_AGENT("no agent is recognised by it"),
    AMBIGUOUS("more than one agent is recognised by it");

    private final String words;

    JwtFault(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
