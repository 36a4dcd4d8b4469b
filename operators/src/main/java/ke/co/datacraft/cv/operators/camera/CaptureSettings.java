package ke.co.datacraft.cv.operators.camera;

import java.io.Serializable;
import java.time.Duration;

/**
 * How cameras are captured, where their definitions do not say it.
 *
 * @param maxPerSubtask cameras that one subtask captures at once; more wait
 * @param queuedFrames frames of a camera with the policy {@code guarantee} that wait to be sent
 * @param fps most frames per second that are sent of a camera
 * @param connectTimeout patience with the opening
 * @param stallTimeout time without a frame after which a source is stalled
 * @param reconnect pauses between attempts to open
 * @param statusInterval longest time between two statuses of a source
 * @param places where recordings may lie
 * @param secretsPath folder with a file for each secret, or null
 */
public record CaptureSettings(
        int maxPerSubtask,
        int queuedFrames,
        double fps,
        Duration connectTimeout,
        Duration stallTimeout,
        ReconnectPolicy reconnect,
        Duration statusInterval,
        RecordingPlaces places,
        String secretsPath)
        implements Serializable {}
