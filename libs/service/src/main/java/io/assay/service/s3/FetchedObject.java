package io.assay.service.s3;

import java.nio.file.Path;

/**
 * An object that was written to a file while it was read.
 *
 * @param head as the answer that brought the content described it, which may be another than an earlier head's
 * @param sha256 of the content, 64 lower-case hexadecimal digits
 */
public record FetchedObject(ObjectHead head, String sha256, Path file) {}
