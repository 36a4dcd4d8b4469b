package ke.co.datacraft.cv.bench.micro;

import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** JPEG decode: every pixel, and at the scale that a 416 pixel network allows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class DecodeBenchmark {

    /** Width and height. */
    @Param({"640x480", "1920x1080"})
    public String size;

    /** Pixels that the short side keeps; the first asks for all of them. */
    @Param({"2147483647", "416"})
    public int minimumShortSide;

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.ofMegapixels(100));
    private byte[] bytes;

    /** Makes the picture. */
    @Setup
    public void setUp() {
        String[] sides = size.split("x");
        bytes = SampleImages.jpeg(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), 1);
    }

    /** Header and pixels. */
    @Benchmark
    public int decode() {
        ImageInfo info = ImageInspector.inspect(bytes);
        try (DecodedImage image = decoder.decode(bytes, info, 0, minimumShortSide)) {
            return image.width();
        }
    }
}
