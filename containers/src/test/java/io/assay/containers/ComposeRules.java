package io.assay.containers;

import io.assay.containers.ComposeFile.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What must be so of a compose file; each fault is a sentence. */
record ComposeRules(Path root, ComposeFile file) {
    /** The broker's image alone writes into its own folders. */
    private static final Set<String> WRITES = Set.of("kafka");

    private static final Pattern FIXED_TAG = Pattern.compile("[a-z0-9./-]+:v?\\d+(\\.\\d+)+(-[a-z0-9.-]+)?");

    List<String> faults() {
        var faults = new ArrayList<String>();
        file.services().forEach((name, service) -> {
            var own = new ArrayList<String>();
            image(service, own);
            health(service, own);
            ports(name, service, own);
            mounts(service, own);
            order(service, own);
            confinement(name, service, own);
            environment(name, service, own);
            own.forEach(fault -> faults.add(name + ": " + fault));
        });
        unusedVolumes(faults);
        return faults;
    }

    private static void image(Service service, List<String> faults) {
        if (!FIXED_TAG.matcher(service.text("image")).matches()) {
            faults.add("the image '" + service.text("image") + "' has no fixed version");
        }
    }

    private static void health(Service service, List<String> faults) {
        if (!(service.map("healthcheck").get("test") instanceof List<?> test) || test.size() < 2) {
            faults.add("there is no health check");
        }
    }

    private static void ports(String name, Service service, List<String> faults) {
        var inside = new HashSet<String>();
        for (var port : service.list("ports")) {
            var parts = port.split(":", -1);
            if (parts.length != 3 || !parts[0].equals("127.0.0.1")) {
                faults.add("the port " + port + " is not of this host alone: 127.0.0.1:PORT:PORT");
            }
            inside.add(parts[parts.length - 1]);
        }
        if (AssayServices.NAMES.contains(name) && !inside.equals(AssayServices.ports(name))) {
            faults.add("the ports " + inside + " are not the service's " + AssayServices.ports(name));
        }
    }

    private void mounts(Service service, List<String> faults) {
        for (var mount : service.list("volumes")) {
            var source = mount.split(":", -1)[0];
            if (source.startsWith(".")
                    ? !Files.exists(root.resolve(source))
                    : !file.volumes().contains(source)) {
                faults.add("the mount " + mount + " has no source");
            }
        }
    }

    private void unusedVolumes(List<String> faults) {
        var used = new HashSet<String>();
        file.services()
                .values()
                .forEach(service -> service.list("volumes").forEach(mount -> used.add(mount.split(":", -1)[0])));
        file.volumes().stream()
                .filter(volume -> !used.contains(volume))
                .forEach(volume -> faults.add("the volume " + volume + " is used by nothing"));
    }

    private void order(Service service, List<String> faults) {
        service.map("depends_on").forEach((needed, how) -> {
            if (!file.services().containsKey(needed)) {
                faults.add("it depends on " + needed + ", which is not there");
            }
            if (!(how instanceof Map<?, ?> terms) || !"service_healthy".equals(terms.get("condition"))) {
                faults.add("it does not wait for " + needed + " to be healthy");
            }
        });
    }

    private static void confinement(String name, Service service, List<String> faults) {
        if (!service.text("read_only").equals("true") && !WRITES.contains(name)) {
            faults.add("its root file system can be written");
        }
        if (!service.list("cap_drop").contains("ALL")
                || !service.list("security_opt").contains("no-new-privileges:true")) {
            faults.add("it has more privileges than it needs");
        }
        if (service.text("mem_limit").isEmpty()) {
            faults.add("its memory has no limit");
        }
    }

    private static void environment(String name, Service service, List<String> faults) {
        if (!AssayServices.NAMES.contains(name)) {
            return;
        }
        for (var variable : service.map("environment").keySet()) {
            if (!AssayServices.variables(name).contains(variable)) {
                faults.add(variable + " is no setting of it");
            }
        }
    }
}
