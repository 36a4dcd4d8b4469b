package ke.co.datacraft.cv.bridge.result;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** JSON that is written bit by bit. */
final class JsonStreams {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonStreams() {}

    /** UTF-8 to a stream that stays open. */
    static JsonGenerator open(OutputStream out) throws IOException {
        return JSON.createGenerator(out, JsonEncoding.UTF8)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    }
}
