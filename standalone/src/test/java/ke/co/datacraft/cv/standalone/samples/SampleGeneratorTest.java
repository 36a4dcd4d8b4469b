package ke.co.datacraft.cv.standalone.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.inference.image.ImageFormat;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SampleGeneratorTest {

    private static List<Sample> samples;

    @BeforeAll
    static void generate() {
        samples = new SampleGenerator(1).first(16);
    }

    @Test
    void theSameNumberGivesTheSameBytes() {
        SampleGenerator again = new SampleGenerator(1);
        for (int number = samples.size() - 1; number >= 0; number--) {
            Sample sample = again.sample(number);
            assertThat(sample.bytes()).isEqualTo(samples.get(number).bytes());
            assertThat(sample.pages()).isEqualTo(samples.get(number).pages());
        }
    }

    @Test
    void anotherSeedGivesOtherSamples() {
        assertThat(new SampleGenerator(2).sample(0).bytes()).isNotEqualTo(samples.get(0).bytes());
    }

    @Test
    void allDiffer() {
        assertThat(samples).extracting(Sample::name).doesNotHaveDuplicates();
        assertThat(samples.stream().map(s -> Arrays.hashCode(s.bytes())).toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void everyLanguageKindAndFormatOccurs() {
        assertThat(samples).extracting(Sample::kind).contains(SampleKind.values());
        assertThat(samples.stream().map(Sample::language).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("eng", "fra", "deu", "spa");
        assertThat(samples.stream().map(s -> inspect(s).format()).collect(Collectors.toSet()))
                .contains(
                        ImageFormat.PNG,
                        ImageFormat.JPEG,
                        ImageFormat.WEBP,
                        ImageFormat.BMP,
                        ImageFormat.TIFF);
    }

    @Test
    void everyPageHasItsText() {
        for (Sample sample : samples) {
            assertThat(sample.pages()).hasSize(inspect(sample).pageCount());
            assertThat(sample.pages()).allSatisfy(lines -> assertThat(lines).isNotEmpty());
        }
        assertThat(samples).anySatisfy(s -> assertThat(s.pages()).hasSize(2));
    }

    @Test
    void documentsHaveAccents() {
        String text =
                samples.stream()
                        .filter(sample -> sample.kind() == SampleKind.DOCUMENT)
                        .map(sample -> sample.text(0))
                        .collect(Collectors.joining());
        assertThat(text).contains("é").contains("ü").contains("ñ");
    }

    private static ImageInfo inspect(Sample sample) {
        return ImageInspector.inspect(sample.bytes());
    }
}
