package ke.co.datacraft.cv.bench;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import ke.co.datacraft.cv.bridge.picture.Canvas;
import ke.co.datacraft.cv.bridge.picture.GlyphFont;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.ocr.OcrEngines;
import ke.co.datacraft.cv.inference.ocr.OcrSettings;
import ke.co.datacraft.cv.inference.ocr.Tessdata;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import ke.co.datacraft.cv.standalone.samples.ImageFiles;
import ke.co.datacraft.cv.standalone.samples.Sample;
import ke.co.datacraft.cv.standalone.samples.SampleGenerator;
import ke.co.datacraft.cv.standalone.samples.SampleKind;

/**
 * The Tesseract recogniser, with its engine kept alive, against one {@code tesseract} process per
 * image with one OpenMP thread; one image at a time, from file to text.
 */
final class OcrPart {

    private static final int PAGES = 6;
    private static final int LINES = 24;
    private static final int LETTER_HEIGHT = 32;

    private final BenchSetup setup;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.ofMegapixels(100));
    private final ConcurrentLoop loop = new ConcurrentLoop(1);

    OcrPart(BenchSetup setup) {
        this.setup = setup;
    }

    void run(Report report) throws Exception {
        report.section("OCR: the recogniser against one tesseract process per image");
        Tessdata data = Tessdata.locate(null).filter(found -> found.has("eng")).orElse(null);
        if (data == null || !TesseractProgram.isInstalled()) {
            report.line("no tesseract here: apt-get install tesseract-ocr tesseract-ocr-eng");
            return;
        }
        report.columns("image");
        TesseractProgram program = new TesseractProgram(data.folder());
        List<Sample> documents = documents(data);
        try (Analyzer recogniser =
                OcrEngines.open(
                        OcrEngines.TESSERACT,
                        new OcrSettings(data.folder(), List.of("eng"), OnnxSettings.cpu()))) {
            compare(report, new Side(program, recogniser), "pages", pages(documents), 1.0);
            compare(report, new Side(program, recogniser), "lines", lines(documents), 5.0);
        }
    }

    /** The two engines. */
    private record Side(TesseractProgram program, Analyzer recogniser) {}

    /**
     * What to read, and how.
     *
     * @param mode page segmentation mode of Tesseract
     */
    private record Reading(Path file, String language, int mode) {}

    private void compare(
            Report report, Side engines, String what, List<Reading> readings, double aim)
            throws Exception {
        String[] theirs = new String[readings.size()];
        String[] ours = new String[readings.size()];
        IntConsumer process =
                item -> {
                    Reading one = readings.get(item);
                    theirs[item] = engines.program().read(one.file(), one.language(), one.mode());
                };
        IntConsumer library = item -> ours[item] = text(engines.recogniser(), readings.get(item));
        List<Measurement> all =
                new Rounds()
                        .add(
                                what + ", tesseract process",
                                () -> loop.run(readings.size(), () -> process))
                        .add(what + ", recogniser", () -> loop.run(readings.size(), () -> library))
                        .run(setup.rounds());
        all.forEach(report::row);
        report.atLeast(
                "  images/s, recogniser / process", all.get(1).rate() / all.get(0).rate(), aim);
        report.ratio("  same words, share", WordAgreement.share(theirs, ours));
    }

    private String text(Analyzer recogniser, Reading reading) {
        try {
            byte[] bytes = Files.readAllBytes(reading.file());
            ImageInfo info = ImageInspector.inspect(bytes);
            try (DecodedImage image =
                    decoder.decode(
                            bytes,
                            info,
                            0,
                            recogniser.minimumShortSide(info.width(), info.height()))) {
                Map<String, String> parameters =
                        Map.of(
                                "languages",
                                reading.language(),
                                "page_segmentation_mode",
                                Integer.toString(reading.mode()));
                return ((Analysis.Text) recogniser.analyze(image, parameters).join()).text();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Sample> documents(Tessdata data) {
        return new SampleGenerator(1)
                .first(8 * PAGES).stream()
                        .filter(sample -> sample.kind() == SampleKind.DOCUMENT)
                        .filter(sample -> sample.name().matches(".*\\.(png|jpg)"))
                        .filter(sample -> data.has(sample.language()))
                        .limit(PAGES)
                        .toList();
    }

    private List<Reading> pages(List<Sample> documents) throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (Sample sample : documents) {
            Path file = Files.write(setup.scratch().resolve(sample.name()), sample.bytes());
            readings.add(new Reading(file, sample.language(), 3));
        }
        return readings;
    }

    private List<Reading> lines(List<Sample> documents) throws IOException {
        GlyphFont font = GlyphFont.load();
        List<Reading> readings = new ArrayList<>();
        for (Sample sample : documents) {
            for (String line : sample.pages().get(0)) {
                if (readings.size() < LINES && line.length() > 10) {
                    Path file = setup.scratch().resolve("line-" + readings.size() + ".png");
                    Files.write(file, picture(font, line));
                    readings.add(new Reading(file, sample.language(), 7));
                }
            }
        }
        return readings;
    }

    private static byte[] picture(GlyphFont font, String line) {
        int width = (int) Math.ceil(font.width(line, LETTER_HEIGHT)) + 2 * LETTER_HEIGHT;
        Canvas canvas = new Canvas(font, width, 2 * LETTER_HEIGHT, Color.WHITE);
        canvas.text(line, LETTER_HEIGHT, 1.4 * LETTER_HEIGHT, LETTER_HEIGHT, Color.BLACK);
        return ImageFiles.encode(List.of(canvas.finish()), "png");
    }
}
