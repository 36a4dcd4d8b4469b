package ke.co.datacraft.cv.operators.camera;

import java.time.Clock;
import java.util.function.DoubleConsumer;
import ke.co.datacraft.cv.inference.video.FrameGrabbers;

/**
 * What all captures of a reader share.
 *
 * @param settings how cameras are captured
 * @param secrets their users and passwords
 * @param grabbers opens them
 * @param work what is done with their pixels
 * @param handOver where references go
 * @param clock wall clock
 * @param storeSeconds is told how long each frame took to be made ready and stored
 * @param redactionSeconds is told how long the search for what is redacted took in each frame
 */
record CaptureTools(
        CaptureSettings settings,
        CameraSecrets secrets,
        FrameGrabbers grabbers,
        FrameWork.Factory work,
        HandOver handOver,
        Clock clock,
        DoubleConsumer storeSeconds,
        DoubleConsumer redactionSeconds) {}
