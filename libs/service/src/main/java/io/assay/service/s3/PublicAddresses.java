package io.assay.service.s3;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/** Which addresses belong to the public Internet, by IANA's registries of special-purpose addresses. */
final class PublicAddresses {
    private static final List<Block> SPECIAL = List.of(
            Block.of("0.0.0.0", 8),
            Block.of("10.0.0.0", 8),
            Block.of("100.64.0.0", 10),
            Block.of("127.0.0.0", 8),
            Block.of("169.254.0.0", 16),
            Block.of("172.16.0.0", 12),
            Block.of("192.0.0.0", 24),
            Block.of("192.0.2.0", 24),
            Block.of("192.88.99.0", 24),
            Block.of("192.168.0.0", 16),
            Block.of("198.18.0.0", 15),
            Block.of("198.51.100.0", 24),
            Block.of("203.0.113.0", 24),
            Block.of("224.0.0.0", 3));

    /** Of IPv6, only what is given out as global unicast; and of that, not what leads to an IPv4 address. */
    private static final Block GLOBAL = Block.of("2000::", 3);

    private static final List<Block> TUNNELS =
            List.of(Block.of("2001::", 23), Block.of("2001:db8::", 32), Block.of("2002::", 16), Block.of("3fff::", 20));

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        return address instanceof Inet4Address
                ? SPECIAL.stream().noneMatch(block -> block.contains(address))
                : GLOBAL.contains(address) && TUNNELS.stream().noneMatch(block -> block.contains(address));
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record Block(byte[] prefix, int bits) {
        static Block of(String literal, int bits) {
            return new Block(InetAddress.ofLiteral(literal).getAddress(), bits);
        }

        boolean contains(InetAddress address) {
            var bytes = address.getAddress();
            if (bytes.length != prefix.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                if (((bytes[bit / 8] ^ prefix[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
