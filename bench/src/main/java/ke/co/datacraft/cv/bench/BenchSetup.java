package ke.co.datacraft.cv.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What the parts of a benchmark work on.
 *
 * @param model ONNX detector
 * @param images files, JPEG or PNG
 * @param scratch folder that is removed afterwards
 * @param count images per round
 * @param rounds after one to warm up
 */
record BenchSetup(Path model, List<Path> images, Path scratch, int count, int rounds) {}
