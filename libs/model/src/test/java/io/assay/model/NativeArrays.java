package io.assay.model;

import ai.djl.ndarray.NDManager;

/** Arrays that DJL has not freed in this process. */
final class NativeArrays {
    private NativeArrays() {}

    static int count() {
        try (var manager = NDManager.newBaseManager("PyTorch")) {
            return manager.getParentManager().getManagedArrays().size();
        }
    }
}
