package io.assay.model;

import io.assay.protocol.hparams.ParameterShape;
import java.util.List;

/** All parameters of a model in canonical order, read and written whole, row-major. */
interface ParameterValues {
    List<ParameterShape> shapes();

    float[] read(int index);

    void write(int index, float[] values);
}
