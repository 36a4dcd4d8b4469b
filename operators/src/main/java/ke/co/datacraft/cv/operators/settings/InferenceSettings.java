package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;
import java.util.List;

/**
 * Models and threads of one TaskManager process. Processes share one runtime per equal settings.
 *
 * @param modelPaths folders with model manifests and files, or single ONNX files
 * @param detectionModel default model of {@code object_detection}: {@code name}, {@code
 *     name@version} or path of an ONNX file; null for none
 * @param ocrModel default model of {@code ocr}: {@code auto}, {@code tesseract} or {@code ppocr}
 * @param ocrLanguages default languages of {@code ocr}
 * @param tessdataPath folder of Tesseract's language data, or null to look where distributions put
 *     it
 * @param inferenceThreads analyses that run at once; 0 for as many as keep the models busy
 * @param useGpu {@code auto}, {@code true} or {@code false}
 * @param gpuDevice index of the graphics card, from 0, where Flink assigns none
 * @param accelerator how the graphics card runs models
 * @param batching whether and how runs are merged
 * @param taskModels default models of the other tasks
 */
public record InferenceSettings(
        List<String> modelPaths,
        String detectionModel,
        String ocrModel,
        List<String> ocrLanguages,
        String tessdataPath,
        int inferenceThreads,
        String useGpu,
        int gpuDevice,
        AcceleratorSettings accelerator,
        BatchSettings batching,
        TaskModels taskModels)
        implements Serializable {

    /**
     * The same on the graphics card that was assigned; without use of graphics cards nothing
     * changes, so that all slots share one runtime.
     *
     * @param index from 0
     */
    public InferenceSettings onGpu(int index) {
        return new InferenceSettings(
                modelPaths,
                detectionModel,
                ocrModel,
                ocrLanguages,
                tessdataPath,
                inferenceThreads,
                useGpu,
                useGpu.equals("false") ? gpuDevice : index,
                accelerator,
                batching,
                taskModels);
    }
}
