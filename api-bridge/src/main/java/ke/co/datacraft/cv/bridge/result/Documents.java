package ke.co.datacraft.cv.bridge.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageResult;

/** Results between text and record. */
public final class Documents {

    private Documents() {}

    /** A kept result as a record. */
    public static ImageResult read(String document) {
        try {
            return ContractCodec.readTrusted(
                    document.getBytes(StandardCharsets.UTF_8), ImageResult.class);
        } catch (IOException e) {
            throw new UncheckedIOException("A kept result cannot be read", e);
        }
    }

    /**
     * A kept result as UTF-8, shown in part or with its boxes in another way; as it is, it is not
     * parsed.
     */
    public static byte[] bytes(String document, ResultView view, BoxFormat boxes) {
        return view.isAll() && boxes == BoxFormat.COCO
                ? document.getBytes(StandardCharsets.UTF_8)
                : ContractCodec.toBytes(ResultView.withBoxes(view.of(read(document)), boxes));
    }
}
