package io.assay.service.s3;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A name led to an address that is none of the public Internet. */
final class AddressRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    AddressRefusedException(InetSocketAddress address) {
        super(address.getHostString() + " is " + address.getAddress().getHostAddress()
                + ", which is no public address; private ones are reached only where the configuration allows it");
    }
}
