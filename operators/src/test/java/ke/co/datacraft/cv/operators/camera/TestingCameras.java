package ke.co.datacraft.cv.operators.camera;

import java.util.List;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.FlowPolicy;
import ke.co.datacraft.cv.contracts.FrameSampling;
import ke.co.datacraft.cv.contracts.Pace;
import ke.co.datacraft.cv.contracts.Playback;
import ke.co.datacraft.cv.contracts.Redaction;
import ke.co.datacraft.cv.contracts.SourceConnection;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;

/** Definitions for tests. */
final class TestingCameras {

    static final String TENANT = "acme";

    /** No recording may be read. */
    static final RecordingPlaces NOWHERE =
            new RecordingPlaces(List.of(), null, "objects", List.of(), null);

    /** Shorter than a test that waits for a stall takes. */
    private static final int SHORT_STALL = 200;

    /** Longer than a busy machine keeps a thread from running. */
    private static final int LONG_STALL = 100_000;

    private TestingCameras() {}

    static String key(String id) {
        return TENANT + "/" + id;
    }

    /** A film of all frames, read as fast as they are taken. */
    static SourceDefinition film(String id) {
        return film(id, true, false, "seed=1");
    }

    static SourceDefinition film(String id, boolean enabled, boolean loop, String query) {
        return source(
                id,
                SourceKind.SIMULATOR,
                "simulator://crossing?" + query,
                null,
                enabled,
                new Playback(Pace.FAST, loop),
                null);
    }

    /** A live camera. */
    static SourceDefinition live(String id, FlowPolicy flow) {
        return source(id, SourceKind.RTSP, "rtsp://localhost/" + id, null, true, null, flow);
    }

    /** A live camera that is stalled soon. */
    static SourceDefinition impatient(String id) {
        return source(
                id,
                SourceKind.RTSP,
                "rtsp://localhost/" + id,
                null,
                true,
                null,
                FlowPolicy.GUARANTEE,
                null,
                SHORT_STALL);
    }

    /** A live camera whose secret has a name, or null. */
    static SourceDefinition secret(String id, String uri, String credentials) {
        SourceKind kind = uri.startsWith("http") ? SourceKind.HTTP_MJPEG : SourceKind.RTSP;
        return source(id, kind, uri, credentials, true, null, null);
    }

    /** A source of some kind. */
    static SourceDefinition at(SourceKind kind, String uri) {
        return source("a", kind, uri, null, true, null, null);
    }

    /** A live camera whose frames are redacted. */
    static SourceDefinition redacted(String id, Redaction redaction) {
        return redacted(id, SourceKind.RTSP, redaction);
    }

    static SourceDefinition redacted(String id, SourceKind kind, Redaction redaction) {
        return source(
                id, kind, "rtsp://localhost/" + id, null, true, null, null, redaction, LONG_STALL);
    }

    private static SourceDefinition source(
            String id,
            SourceKind kind,
            String uri,
            String credentials,
            boolean enabled,
            Playback playback,
            FlowPolicy flow) {
        return source(id, kind, uri, credentials, enabled, playback, flow, null, LONG_STALL);
    }

    private static SourceDefinition source(
            String id,
            SourceKind kind,
            String uri,
            String credentials,
            boolean enabled,
            Playback playback,
            FlowPolicy flow,
            Redaction redaction,
            int stallMillis) {
        return new SourceDefinition(
                ContractCodec.SCHEMA_VERSION,
                TENANT,
                id,
                null,
                kind,
                uri,
                credentials,
                enabled,
                new SourceConnection(null, 10_000, stallMillis, null),
                playback,
                new FrameSampling(240.0, null, null, null),
                null,
                flow,
                null,
                List.of(TaskRequest.of(Tasks.OBJECT_DETECTION)),
                null,
                null,
                null,
                redaction,
                List.of(),
                1L,
                null,
                null);
    }
}
