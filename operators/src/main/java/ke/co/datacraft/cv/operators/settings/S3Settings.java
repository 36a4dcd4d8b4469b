package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;

/**
 * Access to object storage.
 *
 * @param endpoint URL of an S3-compatible server, or null for AWS
 * @param region region name
 * @param accessKeyId key id, or null for the default credential chain
 * @param secretAccessKey secret, or null for the default credential chain
 */
public record S3Settings(String endpoint, String region, String accessKeyId, String secretAccessKey)
        implements Serializable {

    @Override
    public String toString() {
        return "S3Settings[endpoint=" + endpoint + ", region=" + region + "]";
    }
}
