/**
 * Neural networks in ONNX form: the only code that sees ONNX Runtime.
 *
 * <p>{@link ke.co.datacraft.cv.inference.onnx.OnnxModel} owns one session that all threads share; a
 * {@link ke.co.datacraft.cv.inference.onnx.Slot} holds the buffers of one caller.
 */
package ke.co.datacraft.cv.inference.onnx;
