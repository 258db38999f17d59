package io.assay.localnet.part;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.command.UsageException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void namesThePortInUseAndTheRemedy() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = new Ports(taken.getLocalPort() - 1);
            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is in use")
                    .hasMessageContaining("--port-base");
        }
    }
}
