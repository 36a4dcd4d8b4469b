package ke.co.datacraft.cv.bench;

import com.sun.jna.Memory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.image.PreprocessSpec;

/**
 * The decoder, checks included, against TurboJPEG into a reused buffer, on one thread: the given
 * JPEGs, and mosaics of them of 1920 x 1080 at full size and for a network of 416.
 */
final class DecodePart {

    private static final int EVERY_PIXEL = Integer.MAX_VALUE;

    /** What a detector of 416 x 416 such as YOLOX-nano wants. */
    private static final PreprocessSpec NETWORK =
            new PreprocessSpec(
                    416,
                    416,
                    PreprocessSpec.Resize.LETTERBOX_TOP_LEFT,
                    PreprocessSpec.ChannelOrder.BGR,
                    new float[3],
                    new float[] {1, 1, 1},
                    1,
                    114);

    private static final int LARGE_IMAGES = 8;

    private final BenchSetup setup;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.ofMegapixels(100));
    private final ConcurrentLoop loop = new ConcurrentLoop(1);

    DecodePart(BenchSetup setup) {
        this.setup = setup;
    }

    void run(Report report) throws Exception {
        report.section("Decode: the project's decoder against TurboJPEG, one thread");
        TurboJpeg turbo = TurboJpeg.open().orElse(null);
        if (turbo == null) {
            report.line("no libturbojpeg.so.0 here: apt-get install %s", TurboJpeg.PACKAGE);
            return;
        }
        report.columns("image");
        try (turbo) {
            List<byte[]> given = new ArrayList<>();
            for (Path file : setup.images()) {
                if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
                    given.add(Files.readAllBytes(file));
                }
            }
            if (!given.isEmpty()) {
                compareGiven(report, turbo, given);
            }
            compareLarge(report, turbo);
        }
    }

    private void compareGiven(Report report, TurboJpeg turbo, List<byte[]> files) throws Exception {
        List<Measurement> all =
                new Rounds()
                        .add(
                                "given images, TurboJPEG",
                                () -> loop.run(setup.count(), () -> turbo(turbo, files, 1)))
                        .add(
                                "given images, decoder",
                                () -> loop.run(setup.count(), () -> ours(files, EVERY_PIXEL)))
                        .run(setup.rounds());
        all.forEach(report::row);
        report.atMost("  CPU, decoder / TurboJPEG", all.get(1).cpu() / all.get(0).cpu(), 1.15);
    }

    private void compareLarge(Report report, TurboJpeg turbo) throws Exception {
        List<byte[]> files = Mosaics.of(setup.images(), LARGE_IMAGES);
        int count = Math.max(LARGE_IMAGES, setup.count() / 2);
        List<Measurement> all =
                new Rounds()
                        .add(
                                "1920x1080, TurboJPEG",
                                () -> loop.run(count, () -> turbo(turbo, files, 1)))
                        .add(
                                "1920x1080, decoder",
                                () -> loop.run(count, () -> ours(files, EVERY_PIXEL)))
                        .add(
                                "1920x1080 for 416, TurboJPEG at a quarter",
                                () -> loop.run(count, () -> turbo(turbo, files, 4)))
                        .add(
                                "1920x1080 for 416, decoder",
                                () ->
                                        loop.run(
                                                count,
                                                () ->
                                                        ours(
                                                                files,
                                                                NETWORK.minimumShortSide(
                                                                        1920, 1080))))
                        .run(setup.rounds());
        all.forEach(report::row);
        report.atMost("  CPU, decoder / TurboJPEG", all.get(1).cpu() / all.get(0).cpu(), 1.15);
        report.atMost(
                "  CPU, decoder / TurboJPEG, both reduced",
                all.get(3).cpu() / all.get(2).cpu(),
                1.15);
        report.atLeast("  CPU, full size / for 416", all.get(1).cpu() / all.get(3).cpu(), 1.5);
    }

    private IntConsumer ours(List<byte[]> files, int shortSide) {
        return item -> {
            byte[] file = files.get(item % files.size());
            ImageInfo info = ImageInspector.inspect(file);
            // Closing frees the pixels; nothing else is done with them on either side.
            decoder.decode(file, info, 0, shortSide).close();
        };
    }

    private static IntConsumer turbo(TurboJpeg turbo, List<byte[]> files, int divisor) {
        List<Memory> natives = files.stream().map(DecodePart::memory).toList();
        return item -> turbo.decode(natives.get(item % natives.size()), divisor);
    }

    private static Memory memory(byte[] file) {
        Memory memory = new Memory(file.length);
        memory.write(0, file, 0, file.length);
        return memory;
    }
}
