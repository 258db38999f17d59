package io.assay.protocol.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A schema that values are held against, formats included. */
record SchemaValidator(Schema schema) {
    static SchemaValidator of(JsonNode schema) {
        return new SchemaValidator(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema));
    }

    /** What is wrong with a value; empty when nothing is. */
    List<Error> faults(JsonNode value) {
        return schema.validate(
                value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
