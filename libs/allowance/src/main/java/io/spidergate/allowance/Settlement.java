package io.spidergate.allowance;

/// How the owner learns what a grant was used for.
public enum Settlement {
    /// Postings of a ledger say what was spent, as with money. A grant that ends without a word
    /// goes back whole: whatever was spent from it comes through the ledger.
    BY_LEDGER,
    /// Nobody posts, as with request rates. A grant that ends without a word counts as used, so
    /// that a limit is never passed.
    BY_GRANT,
    /// Nothing is used up, as with requests at a time: what a reservation took is free again when
    /// it ends. A grant that ends without a word goes back whole, for what its holder ran has ended
    /// with it.
    BY_RETURN
}
