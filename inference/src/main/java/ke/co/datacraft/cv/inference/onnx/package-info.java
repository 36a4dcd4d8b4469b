/**
 * Neural networks in ONNX form: the only code that sees ONNX Runtime.
 *
 * <p>{@link ke.co.datacraft.cv.inference.onnx.OnnxModel} owns one session that all threads share; a
 * {@link ke.co.datacraft.cv.inference.onnx.ModelRunner} made from it is what tasks run it with; a
 * {@link ke.co.datacraft.cv.inference.onnx.Slot} holds the buffers of one run.
 */
package ke.co.datacraft.cv.inference.onnx;
