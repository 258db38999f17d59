package io.assay.inspect.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** A report for programs: one JSON object in ASCII; what there is not is left out. */
public final class ReportJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private ReportJson() {}

    /** The object, without a line's end. */
    public static String of(Report report) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    }
}
