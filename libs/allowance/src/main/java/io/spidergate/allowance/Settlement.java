package io.spidergate.allowance;

/// How the owner learns what a grant was used for.
public enum Settlement {
    /// Postings of a ledger say what was spent, as with money. A grant that ends without a word
    /// goes back whole: whatever was spent from it comes through the ledger.
    BY_LEDGER,
    /// Nobody posts, as with request rates. A grant that ends without a word counts as used, so
    /// that a limit is never passed.
    BY_GRANT
}
