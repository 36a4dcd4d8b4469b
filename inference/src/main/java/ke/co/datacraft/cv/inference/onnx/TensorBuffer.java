package ke.co.datacraft.cv.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/**
 * The memory of a tensor, seen as 32-bit floats whatever its type is. Floats are seen in place;
 * other types are converted, in memory that is allocated once. Integers above 2^24 lose precision,
 * which no class or count reaches.
 */
final class TensorBuffer {

    private static final int CHUNK = 4096;

    private final ElementType type;
    private final ByteBuffer bytes;
    // Views of the bytes, made once: a run allocates nothing.
    private final ShortBuffer halves;
    private final IntBuffer ints;
    private final LongBuffer longs;
    private final FloatBuffer floats;
    private final float[] floatChunk;
    private final short[] shortChunk;

    TensorBuffer(ElementType type, int elements) {
        this.type = type;
        this.bytes = directBuffer(elements, type.bytes());
        this.halves = bytes.asShortBuffer();
        this.ints = bytes.asIntBuffer();
        this.longs = bytes.asLongBuffer();
        this.floats =
                type == ElementType.FLOAT
                        ? bytes.asFloatBuffer()
                        : directBuffer(elements, Float.BYTES).asFloatBuffer();
        this.floatChunk = new float[type == ElementType.FLOAT16 ? CHUNK : 0];
        this.shortChunk = new short[type == ElementType.FLOAT16 ? CHUNK : 0];
    }

    /**
     * A tensor in the front of the memory, which stays shared with all others.
     *
     * @param shape of as many elements as there are, or fewer
     */
    OnnxTensor tensor(long... shape) throws OrtException {
        OrtEnvironment environment = OnnxEnvironment.get();
        ByteBuffer part =
                bytes.slice(0, elementCount(shape) * type.bytes()).order(ByteOrder.nativeOrder());
        return switch (type) {
            case FLOAT -> OnnxTensor.createTensor(environment, part.asFloatBuffer(), shape);
            case FLOAT16 ->
                    OnnxTensor.createTensor(
                            environment, part.asShortBuffer(), shape, OnnxJavaType.FLOAT16);
            case INT32 -> OnnxTensor.createTensor(environment, part.asIntBuffer(), shape);
            case INT64 -> OnnxTensor.createTensor(environment, part.asLongBuffer(), shape);
        };
    }

    /** The elements as floats, direct and row-major. */
    FloatBuffer floats() {
        return floats;
    }

    /**
     * Brings what was written to the floats into the tensor.
     *
     * @param elements how many, from the front
     */
    void store(int elements) {
        switch (type) {
            case FLOAT -> {}
            case FLOAT16 -> storeHalves(elements);
            case INT32 -> {
                for (int index = 0; index < elements; index++) {
                    ints.put(index, (int) floats.get(index));
                }
            }
            case INT64 -> {
                for (int index = 0; index < elements; index++) {
                    longs.put(index, (long) floats.get(index));
                }
            }
        }
    }

    /**
     * Brings what the runtime wrote into the floats.
     *
     * @param elements how many, from the front
     */
    void load(int elements) {
        switch (type) {
            case FLOAT -> {}
            case FLOAT16 -> loadHalves(elements);
            case INT32 -> {
                for (int index = 0; index < elements; index++) {
                    floats.put(index, ints.get(index));
                }
            }
            case INT64 -> {
                for (int index = 0; index < elements; index++) {
                    floats.put(index, longs.get(index));
                }
            }
        }
    }

    /** Goes through arrays: the compiler keeps bounds checks out of the loop for those only. */
    private void storeHalves(int elements) {
        for (int start = 0; start < elements; start += CHUNK) {
            int length = Math.min(CHUNK, elements - start);
            floats.get(start, floatChunk, 0, length);
            for (int index = 0; index < length; index++) {
                shortChunk[index] = Fp16Conversions.floatToFp16(floatChunk[index]);
            }
            halves.put(start, shortChunk, 0, length);
        }
    }

    private void loadHalves(int elements) {
        for (int start = 0; start < elements; start += CHUNK) {
            int length = Math.min(CHUNK, elements - start);
            halves.get(start, shortChunk, 0, length);
            for (int index = 0; index < length; index++) {
                floatChunk[index] = Halves.TABLE[shortChunk[index] & 0xffff];
            }
            floats.put(start, floatChunk, 0, length);
        }
    }

    static int elementCount(long... shape) {
        long elements = 1;
        for (long dimension : shape) {
            elements = Math.multiplyExact(elements, dimension);
        }
        return Math.toIntExact(elements);
    }

    private static ByteBuffer directBuffer(int elements, int bytesEach) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(elements, bytesEach))
                .order(ByteOrder.nativeOrder());
    }

    /** The float of each 16-bit pattern, made when the first 16-bit model is loaded. */
    private static final class Halves {

        private static final float[] TABLE = new float[1 << Short.SIZE];

        static {
            for (int bits = 0; bits < TABLE.length; bits++) {
                TABLE[bits] = Fp16Conversions.fp16ToFloat((short) bits);
            }
        }

        private Halves() {}
    }
}
