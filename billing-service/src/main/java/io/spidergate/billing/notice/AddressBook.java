package io.spidergate.billing.notice;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Where names of hosts lead, as of now.
interface AddressBook {

    /// At least one.
    List<InetAddress> of(String host) throws UnknownHostException;
}
