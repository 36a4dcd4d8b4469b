package ke.co.datacraft.cv.bench.mot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What the {@code seqinfo.ini} of a MOTChallenge sequence tells.
 *
 * @param name of the sequence, as MOT17-02-FRCNN; empty where it is not told
 * @param framesPerSecond above 0; 0 where they are not told
 */
public record SequenceInfo(String name, double framesPerSecond) {

    private static final SequenceInfo NOTHING = new SequenceInfo("", 0);

    /**
     * Of the sequence that a file belongs to: the information lies in the folder above {@code det}
     * and {@code gt}, or beside the file.
     *
     * @throws IllegalArgumentException where it cannot be read, naming the file
     */
    public static SequenceInfo of(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        for (int up = 0; up < 2 && folder != null; up++, folder = folder.getParent()) {
            Path info = folder.resolve("seqinfo.ini");
            if (Files.isRegularFile(info)) {
                return read(info);
            }
        }
        return NOTHING;
    }

    private static SequenceInfo read(Path file) {
        Properties values = new Properties();
        try (var text = Files.newBufferedReader(file)) {
            values.load(text);
            String rate = values.getProperty("frameRate", "0").trim();
            return new SequenceInfo(
                    values.getProperty("name", "").trim(), Double.parseDouble(rate));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Frames per second, or what is usual where they are not told. */
    public double framesPerSecondOr(double usual) {
        return framesPerSecond > 0 ? framesPerSecond : usual;
    }

    /** The rules under which the sequence is scored, where its name tells them. */
    public Optional<ScoredSequence.Rules> rules() {
        return name.startsWith("MOT20")
                ? Optional.of(ScoredSequence.Rules.MOT20)
                : Optional.empty();
    }
}
