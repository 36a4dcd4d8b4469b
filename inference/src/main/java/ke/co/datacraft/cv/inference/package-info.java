/**
 * Images in, results out. Knows neither Flink nor Kafka nor HTTP.
 *
 * <p>{@link ke.co.datacraft.cv.inference.Analyzer} is the port; the packages below hold its parts:
 * {@code image} (bytes to pixels), {@code decode} (tensors to boxes), {@code onnx} (the only code
 * that sees ONNX Runtime), {@code ocr} (the only code that sees Tesseract), {@code opencv}
 * (analyses on pixels alone) and {@code model} (manifests and the repository).
 */
package ke.co.datacraft.cv.inference;
