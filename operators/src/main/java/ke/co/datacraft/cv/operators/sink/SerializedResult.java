package ke.co.datacraft.cv.operators.sink;

import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageResult;

/**
 * A result with its JSON, so that all who write it share one serialisation.
 *
 * @param result the result
 * @param json its message as UTF-8; nobody changes it
 */
public record SerializedResult(ImageResult result, byte[] json) {

    /** Serialises a result. */
    public static SerializedResult of(ImageResult result) {
        return new SerializedResult(result, ContractCodec.toBytes(result));
    }

    /** The JSON as text, which PostgreSQL always takes: in it, NUL and surrogates are escaped. */
    public String text() {
        return new String(json, StandardCharsets.UTF_8);
    }
}
