package io.assay.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The PyTorch engine of this process. Models of one process may train and evaluate at the same time, each in one
 * platform thread (PyTorch keeps state by thread): gradients are taken inside the script, so that DJL's gradient
 * collector, of which a process has but one and which clears everyone's gradients, is never used.
 *
 * <p>The engine is DJL's and the process's: opening it twice gives the same one, with the thread count of the last.
 */
public final class TorchEngine {
    private static final String NAME = "PyTorch";

    private final Engine engine;
    private final int threads;

    private TorchEngine(Engine engine, int threads) {
        this.engine = engine;
        this.threads = threads;
    }

    /**
     * Starts the engine if it has not been started. Unless they are set, the properties {@code ai.djl.offline} and
     * {@code ai.djl.pytorch.graph_optimizer} are set for the process, so that nothing is downloaded or rewritten.
     *
     * @param threads CPU threads of one operation, at least 1; the process's, and threads that computed before keep
     *     theirs
     */
    public static TorchEngine open(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", allowed: >= 1");
        }
        setUnlessSet("ai.djl.offline", "true");
        // What it would rewrite is written by hand; left on, the first calls of every model are slow.
        setUnlessSet("ai.djl.pytorch.graph_optimizer", "false");
        var engine = Engine.getEngine(NAME);
        JniUtils.setNumThreads(threads);
        return new TorchEngine(engine, threads);
    }

    /** CPU threads of one operation. */
    public int threads() {
        return threads;
    }

    /** Version of the native library. */
    public String version() {
        return engine.getVersion();
    }

    /**
     * A device of this machine by name.
     *
     * @throws IllegalArgumentException if there is none
     */
    Device device(String name) {
        var device = Device.fromName(name, engine);
        var id = device.getDeviceId();
        var known = device.isGpu() ? id >= 0 && id < engine.getGpuCount() : device.equals(Device.cpu());
        if (!known) {
            throw new IllegalArgumentException("device is " + name + ", allowed: cpu, or gpu0 up to the "
                    + engine.getGpuCount() + " GPUs that PyTorch " + version() + " sees here");
        }
        return device;
    }

    /** Loads an archive whose parameters can be read and changed as arrays. */
    Model load(Path archive, Device device) throws IOException {
        var model = Model.newInstance("llama", device, NAME);
        try {
            var folder = archive.toAbsolutePath().getParent();
            model.load(folder, archive.getFileName().toString(), Map.of("trainParam", "true", "mapLocation", "true"));
            return model;
        } catch (MalformedModelException | IOException | RuntimeException e) {
            model.close();
            throw new IOException("PyTorch refuses the archive " + archive + ": " + e.getMessage(), e);
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Runs with PyTorch's recording of operations switched on in this thread. */
    static <T> T recording(Supplier<T> work) {
        return inMode(true, work);
    }

    /**
     * Runs with recording switched off in this thread. DJL switches it off only in the thread that starts the engine; in
     * any other it is on, and a parameter that was once differentiated could not be changed in place.
     */
    static <T> T unrecorded(Supplier<T> work) {
        return inMode(false, work);
    }

    private static <T> T inMode(boolean recorded, Supplier<T> work) {
        var before = JniUtils.isGradMode();
        JniUtils.setGradMode(recorded);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
