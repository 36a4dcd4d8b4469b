package ke.co.datacraft.cv.bridge.settings;

import java.time.Duration;
import java.util.List;

/**
 * How long frames of sources are kept in object storage, where their source does not say it.
 *
 * @param frames every frame
 * @param evidence those that show an event best
 * @param sweep time between two looks for older ones
 */
public record RetentionSettings(Duration frames, Duration evidence, Duration sweep) {

    private static final int MAX_SECONDS = 315_360_000;

    static final BridgeOption<Integer> FRAME_SECONDS =
            BridgeOption.number(
                    "CV_CAMERA_FRAME_SECONDS",
                    86_400,
                    1,
                    MAX_SECONDS,
                    "How long frames of sources that do not say it, and of those that are gone, are"
                            + " kept, at least; the same as CameraJob's");

    static final BridgeOption<Integer> EVIDENCE_SECONDS =
            BridgeOption.number(
                    "CV_EVIDENCE_SECONDS",
                    2_592_000,
                    1,
                    MAX_SECONDS,
                    "How long the frames that show events best are kept, of sources that do not say"
                            + " it and of those that are gone, at least");

    static final BridgeOption<Integer> SWEEP_SECONDS =
            BridgeOption.number(
                    "CV_FRAME_SWEEP_SECONDS",
                    600,
                    1,
                    86_400,
                    "Pause between two looks for frames that are older than that, in seconds");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS =
            List.of(FRAME_SECONDS, EVIDENCE_SECONDS, SWEEP_SECONDS);

    static RetentionSettings read(OptionReader reader) {
        return new RetentionSettings(
                Duration.ofSeconds(reader.get(FRAME_SECONDS)),
                Duration.ofSeconds(reader.get(EVIDENCE_SECONDS)),
                Duration.ofSeconds(reader.get(SWEEP_SECONDS)));
    }
}
