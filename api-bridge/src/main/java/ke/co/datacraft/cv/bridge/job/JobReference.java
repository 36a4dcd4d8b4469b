package ke.co.datacraft.cv.bridge.job;

import java.time.Instant;

/**
 * Where an image or document of a request is.
 *
 * @param uri its address
 * @param page page to analyse, from 0; null for every page
 * @param originalFilename name to show, or null
 * @param contentType media type that it claims, or null
 * @param captureTime when the picture was taken, or null
 */
public record JobReference(
        String uri,
        Integer page,
        String originalFilename,
        String contentType,
        Instant captureTime) {}
