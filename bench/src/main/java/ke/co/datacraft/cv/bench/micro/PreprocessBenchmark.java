package ke.co.datacraft.cv.bench.micro;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.image.Letterbox;
import ke.co.datacraft.cv.inference.image.PreprocessSpec;
import ke.co.datacraft.cv.inference.image.Preprocessor;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Pixels to a 1x3x416x416 tensor: resize, letterbox, normalise, transpose. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class PreprocessBenchmark {

    private static final int SIDE = 416;

    private Preprocessor preprocessor;
    private DecodedImage image;
    private FloatBuffer tensor;

    /** Decodes the picture once. */
    @Setup
    public void setUp() {
        byte[] bytes = SampleImages.jpeg(640, 480, 1);
        image =
                new ImageDecoder(ImageLimits.ofMegapixels(100))
                        .decode(bytes, ImageInspector.inspect(bytes), 0, Integer.MAX_VALUE);
        PreprocessSpec spec =
                new PreprocessSpec(
                        SIDE,
                        SIDE,
                        PreprocessSpec.Resize.LETTERBOX_TOP_LEFT,
                        PreprocessSpec.ChannelOrder.BGR,
                        new float[] {0, 0, 0},
                        new float[] {1, 1, 1},
                        1,
                        114);
        preprocessor = new Preprocessor(spec);
        tensor =
                ByteBuffer.allocateDirect(spec.valueCount() * Float.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
    }

    /** One picture into the tensor. */
    @Benchmark
    public Letterbox write() {
        return preprocessor.write(image, tensor);
    }

    /** Frees native memory. */
    @TearDown
    public void tearDown() {
        preprocessor.close();
        image.close();
    }
}
