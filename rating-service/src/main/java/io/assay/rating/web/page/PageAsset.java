package io.assay.rating.web.page;

import org.springframework.http.MediaType;

/**
 * A file of the page.
 *
 * @param bytes not to be changed
 */
record PageAsset(MediaType type, byte[] bytes) {}
