package io.spidergate.router.catalogue;

import java.time.LocalDate;

/// A price that holds from a day on, such as when an introductory one ends.
///
/// @param from the first day, in UTC
public record PriceChange(LocalDate from, ListPrice price) {

    public PriceChange {
        Require.present("from", from);
        Require.present("price", price);
    }
}
