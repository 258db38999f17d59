package io.assay.manifests;

import java.util.List;
import java.util.stream.Stream;

/** Something that must be true of an overlay as a whole. */
@FunctionalInterface
interface Rule {
    /** All there are. */
    List<Rule> ALL = List.of(
            new SelectorRule(),
            new PortRule(),
            new ProbeRule(),
            new ImageRule(),
            new SecurityRule(),
            new EndRule(),
            new DeviceRule(),
            new ScalingRule(),
            new SettingRule(),
            new SecretRule(),
            new NetworkRule(),
            new MonitoringRule(),
            new TopicRule());

    /** A sentence for each thing that is not so. */
    Stream<String> findings(Overlay overlay);

    /** A sentence, unless it is so. */
    static Stream<String> unless(boolean holds, String finding) {
        return holds ? Stream.empty() : Stream.of(finding);
    }
}
