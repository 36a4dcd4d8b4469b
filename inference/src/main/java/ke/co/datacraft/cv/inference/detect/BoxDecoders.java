package ke.co.datacraft.cv.inference.detect;

import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.decode.BoxDecoder;
import ke.co.datacraft.cv.inference.decode.DetrLogitsDecoder;
import ke.co.datacraft.cv.inference.decode.EndToEndDecoder;
import ke.co.datacraft.cv.inference.decode.OutputShape;
import ke.co.datacraft.cv.inference.decode.RtDetrDecoder;
import ke.co.datacraft.cv.inference.decode.SelectedBoxesDecoder;
import ke.co.datacraft.cv.inference.decode.YoloV5Decoder;
import ke.co.datacraft.cv.inference.decode.YoloV8Decoder;
import ke.co.datacraft.cv.inference.decode.YoloxDecoder;
import ke.co.datacraft.cv.inference.image.PreprocessSpec;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.onnx.ModelRunner;
import ke.co.datacraft.cv.inference.onnx.TensorSpec;

/** Makes the decoder that a model's manifest names. */
final class BoxDecoders {

    private BoxDecoders() {}

    /**
     * A decoder for one worker.
     *
     * @throws InferenceException {@code INVALID_MODEL} when the outputs do not fit the manifest,
     *     naming them and what was expected
     */
    static BoxDecoder create(LoadedModel model, ModelRunner runner) {
        PreprocessSpec spec = model.manifest().input().toSpec();
        List<OutputShape> outputs = outputs(model, runner);
        OutputShape first = outputs.get(0);
        int width = spec.width();
        int height = spec.height();
        int classes = model.manifest().labels().names().size();
        return switch (model.manifest().decoder()) {
            case YOLOX -> new YoloxDecoder(first, width, height, classes);
            case YOLOV5 -> new YoloV5Decoder(first, width, height, classes);
            case YOLOV8 -> new YoloV8Decoder(first, classes);
            case YOLO_END2END -> endToEnd(outputs, classes);
            case RTDETR -> rtDetr(outputs, width, height, classes);
            case PPOCR_DET, PPOCR_REC, TESSERACT, CLASSIFICATION, YUNET, EMBEDDING ->
                    throw new InferenceException(
                            InferenceException.Reason.INVALID_MODEL,
                            "model "
                                    + model.manifest().reference()
                                    + " detects no objects; ask for the task "
                                    + model.manifest().task());
        };
    }

    private static BoxDecoder endToEnd(List<OutputShape> outputs, int classes) {
        return outputs.size() == 1
                ? new EndToEndDecoder(outputs.get(0), classes)
                : new SelectedBoxesDecoder(outputs, classes);
    }

    private static BoxDecoder rtDetr(
            List<OutputShape> outputs, int width, int height, int classes) {
        return switch (outputs.size()) {
            case 1 -> new RtDetrDecoder(outputs.get(0), width, height, classes);
            case 2 -> new DetrLogitsDecoder(outputs, width, height, classes);
            default -> new SelectedBoxesDecoder(outputs, classes);
        };
    }

    private static List<OutputShape> outputs(LoadedModel model, ModelRunner runner) {
        List<OutputShape> outputs = new ArrayList<>();
        for (TensorSpec output : model.network().outputs()) {
            outputs.add(new OutputShape(output.name(), runner.outputShape(outputs.size())));
        }
        return outputs;
    }
}
