package io.assay.localnet;

import io.assay.localnet.part.DataDirectory;
import io.assay.localnet.part.ServiceAddress;
import io.assay.rating.RatingApplication;
import io.assay.service.s3.StoreAddress;
import java.net.URI;
import java.util.List;

/**
 * Where everything of a localnet is.
 *
 * @param kafka {@code host:port}
 * @param store its keys guard nothing but this localnet
 */
public record Addresses(
        String kafka, StoreAddress store, URI chain, List<ServiceAddress> services, DataDirectory data) {
    /** The page that shows what is going on. */
    public URI page() {
        return services.stream()
                .filter(service -> service.name().equals(RatingApplication.NAME))
                .findFirst()
                .orElseThrow()
                .uri()
                .resolve("/");
    }
}
