package ke.co.datacraft.cv.inference.ocr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.image.Sha256;
import ke.co.datacraft.cv.inference.model.FileDigests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with Tesseract's language data.
 *
 * @param folder holds {@code eng.traineddata} and others
 */
public record Tessdata(Path folder) {

    private static final Logger LOG = LoggerFactory.getLogger(Tessdata.class);
    private static final String SUFFIX = ".traineddata";

    /** Debian and Ubuntu, Fedora, Arch and Alpine, own builds. */
    private static final List<String> DISTRIBUTIONS =
            List.of(
                    "/usr/share/tesseract-ocr/5/tessdata",
                    "/usr/share/tesseract-ocr/4.00/tessdata",
                    "/usr/share/tesseract-ocr/tessdata",
                    "/usr/share/tesseract/tessdata",
                    "/usr/share/tessdata",
                    "/usr/local/share/tessdata");

    /**
     * Finds the data: the configured folder, else {@code TESSDATA_PREFIX}, else where distributions
     * put it. A configured folder without data is warned of and passed over, because settings carry
     * the path of an older distribution from machine to machine.
     *
     * @param configured folder of the configuration, or null
     */
    public static Optional<Tessdata> locate(Path configured) {
        List<Path> places = new ArrayList<>();
        if (configured != null) {
            if (hasData(configured)) {
                return Optional.of(new Tessdata(configured));
            }
            LOG.warn(
                    "No *{} in {} (CV_TESSERACT_DATA_PATH); looking where distributions put them",
                    SUFFIX,
                    configured);
        }
        String prefix = System.getenv("TESSDATA_PREFIX");
        if (prefix != null && !prefix.isBlank()) {
            places.add(Path.of(prefix));
            places.add(Path.of(prefix, "tessdata"));
        }
        DISTRIBUTIONS.forEach(place -> places.add(Path.of(place)));
        return places.stream().filter(Tessdata::hasData).findFirst().map(Tessdata::new);
    }

    private static boolean hasData(Path folder) {
        String[] names = folder.toFile().list((parent, name) -> name.endsWith(SUFFIX));
        return names != null && names.length > 0;
    }

    /** Whether the data of a language is there. */
    public boolean has(String language) {
        return Files.isReadable(folder.resolve(language + SUFFIX));
    }

    /**
     * Digest of the data of some languages, in their order, which matters to Tesseract.
     *
     * @param languages at least one, all installed
     * @throws InferenceException {@code INVALID_MODEL} when one cannot be read
     */
    String sha256(List<String> languages) {
        List<String> digests = new ArrayList<>(languages.size());
        for (String language : languages) {
            Path file = folder.resolve(language + SUFFIX);
            try {
                digests.add(FileDigests.sha256(file));
            } catch (IOException e) {
                throw new InferenceException(
                        InferenceException.Reason.INVALID_MODEL,
                        "language data "
                                + file.getFileName()
                                + " cannot be read: "
                                + e.getMessage(),
                        e);
            }
        }
        return Sha256.combined(digests);
    }

    /** Those of the given languages whose data is there, in their order. */
    public List<String> installed(List<String> languages) {
        return languages.stream().filter(this::has).toList();
    }
}
