package io.spidergate.billing.notice;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// What the machine's own resolver says.
@DefaultBean
@ApplicationScoped
class SystemAddresses implements AddressBook {

    @Override
    public List<InetAddress> of(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }
}
