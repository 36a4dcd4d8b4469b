package ke.co.datacraft.cv.operators.camera.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.opencv.Concealment;
import ke.co.datacraft.cv.inference.opencv.FrameEncoder.Concealed;
import ke.co.datacraft.cv.inference.testing.TestingModels;
import org.junit.jupiter.api.Test;

class RedactorTest {

    private static final double[] REGION = {0.1, 0.1, 0.2, 0.1, 0.2, 0.2};

    private final Semaphore turns = new Semaphore(1);
    private final Counts counts = new Counts();

    private static final class Counts implements RedactionMonitor {
        private final Map<RedactionKind, Integer> hidden = new EnumMap<>(RedactionKind.class);
        private int failed;
        private int timed;

        @Override
        public void hidden(RedactionKind kind, int boxes) {
            hidden.merge(kind, boxes, Integer::sum);
        }

        @Override
        public void failed() {
            failed++;
        }

        @Override
        public void took(double seconds) {
            timed++;
        }
    }

    private Redactor redactor(double margin, int hold, Finder... finders) {
        RedactionSettings settings =
                new RedactionSettings(
                        null, "faces", null, List.of("car"), 0.6, 0.2, 0.2, margin, hold, 1, null);
        return new Redactor(
                List.of(finders),
                new Redactor.Always(List.of(REGION), Concealment.PIXELATE),
                settings,
                turns,
                counts);
    }

    private static Concealed at(Redactor redactor) throws IOException {
        try (DecodedImage image = TestingModels.grey(200, 100, 90)) {
            return redactor.at(image);
        }
    }

    @Test
    void boxesAreGrownOnEachSideAndRegionsStayAsTheyAre() throws IOException {
        Redactor redactor =
                redactor(
                        0.25,
                        0,
                        (image, into) ->
                                into.add(RedactionKind.FACE, new BoundingBox(40, 20, 40, 20)),
                        (image, into) ->
                                into.add(RedactionKind.OBJECT, new BoundingBox(100, 50, 4, 4)));
        Concealed concealed = at(redactor);
        assertThat(concealed.boxes())
                .containsExactly(
                        new BoundingBox(30, 15, 60, 30),
                        // Two pixels are the least.
                        new BoundingBox(98, 48, 8, 8));
        assertThat(concealed.polygons()).containsExactly(REGION);
        assertThat(concealed.how()).isEqualTo(Concealment.PIXELATE);
        assertThat(counts.hidden).isEqualTo(Map.of(RedactionKind.FACE, 1, RedactionKind.OBJECT, 1));
        assertThat(counts.timed).isEqualTo(1);
    }

    @Test
    void whatIsMissedInOneFrameIsStillHidden() throws IOException {
        AtomicReference<List<BoundingBox>> found =
                new AtomicReference<>(List.of(new BoundingBox(40, 20, 40, 20)));
        Redactor redactor =
                redactor(
                        0,
                        1,
                        (image, into) ->
                                found.get().forEach(box -> into.add(RedactionKind.FACE, box)));
        BoundingBox grown = at(redactor).boxes().get(0);
        found.set(List.of());
        Concealed held = at(redactor);
        assertThat(held.boxes()).hasSize(1);
        assertThat(held.boxes().get(0).intersectionOverUnion(grown)).isGreaterThan(0.999f);
        assertThat(counts.hidden).containsEntry(RedactionKind.HELD, 1);
        assertThat(at(redactor).boxes()).isEmpty();
    }

    @Test
    void aFrameThatCannotBeLookedAtIsRefusedAndTheTurnGivenBack() {
        Redactor redactor =
                redactor(
                        0,
                        1,
                        (image, into) -> {
                            throw new CompletionException(
                                    new IllegalStateException("the card is out of memory"));
                        });
        assertThatThrownBy(() -> at(redactor))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "a frame is not stored, as it cannot be redacted: the card is out of"
                                + " memory");
        assertThat(counts.failed).isEqualTo(1);
        assertThat(turns.availablePermits()).isEqualTo(1);
    }

    @Test
    void whenMoreIsFoundThanCanBeToldNothingIsToBeSeen() throws IOException {
        Redactor redactor =
                redactor(
                        0,
                        0,
                        (image, into) -> {
                            for (int i = 0; i < Finds.MOST; i++) {
                                into.add(RedactionKind.FACE, new BoundingBox(i % 190, 5, 5, 5));
                            }
                        });
        assertThat(at(redactor).boxes()).containsExactly(new BoundingBox(0, 0, 200, 100));
    }

    @Test
    void whoWaitsForATurnCanBeStopped() {
        turns.drainPermits();
        Redactor redactor = redactor(0, 0, (image, into) -> {});
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> at(redactor)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
