package ke.co.datacraft.cv.contracts;

/** Checks of a {@link SourceDefinition} that the types of its fields cannot make. */
public final class SourceValidator {

    private static final int MAX_URI = 8192;
    private static final int MAX_PIPELINE = 100;
    private static final int MAX_MILLIS = 3_600_000;
    private static final int MAX_SECONDS = 315_360_000;
    private static final int DAY = 86_400;

    private SourceValidator() {}

    /**
     * Returns when the source can be opened, as far as can be told without it.
     *
     * @param key key of the record, or null
     * @throws ContractException {@link ReasonCode#INVALID_FIELD} or {@link
     *     ReasonCode#UNKNOWN_TASK}, naming the field, its value and the cure; never a password
     */
    public static void validate(String key, SourceDefinition source) throws ContractException {
        DefinitionChecks.head(
                key,
                source.tenantId(),
                source.id(),
                source.name(),
                source.version(),
                source.updatedBy());
        DefinitionChecks.present(
                "kind", source.kind(), "give rtsp, http_mjpeg, hls, file, folder or simulator");
        uri(source);
        if (source.credentials() != null) {
            DefinitionKeys.identifier("credentials", source.credentials());
        }
        connection(source.connection());
        sampling(source.sampling());
        motion(source.motion());
        FieldChecks.range("priority", source.priority(), 1, 10);
        tasks(source);
        tracking(source.tracking());
        retention(source.retention());
        redaction(source.redaction());
        DefinitionChecks.tags("tags", source.tags());
    }

    private static void uri(SourceDefinition source) throws ContractException {
        String uri = source.uri();
        DefinitionChecks.present("uri", uri, "say where the source is");
        String shown = SourceAddress.masked(uri);
        if (SourceAddress.hasSecret(uri)) {
            throw FieldChecks.invalid(
                    "uri",
                    shown,
                    "holds a password or token; name the secret in credentials and, where the"
                            + " address needs them, write {user} and {password}");
        }
        FieldChecks.text("uri", shown, 1, MAX_URI);
        if (!source.kind().schemes().contains(SourceAddress.scheme(uri))) {
            throw FieldChecks.invalid(
                    "uri",
                    shown,
                    "has another scheme than its kind; write one of " + source.kind().schemes());
        }
        if (!SourceAddress.hasProperHost(uri)) {
            throw FieldChecks.invalid("uri", shown, "has no proper host; write host or host:port");
        }
        if (source.kind() == SourceKind.SIMULATOR) {
            SimulatorAddress.parse(uri);
        }
    }

    private static void connection(SourceConnection connection) throws ContractException {
        if (connection == null) {
            return;
        }
        String path = "connection.";
        DefinitionChecks.number(
                path + "connect_timeout_ms", connection.connectTimeoutMs(), 100, 600_000);
        DefinitionChecks.number(
                path + "stall_timeout_ms", connection.stallTimeoutMs(), 100, MAX_MILLIS);
        DefinitionChecks.number(
                path + "max_reconnect_delay_ms", connection.maxReconnectDelayMs(), 100, MAX_MILLIS);
    }

    private static void sampling(FrameSampling sampling) throws ContractException {
        if (sampling == null) {
            return;
        }
        DefinitionChecks.positive("sampling.fps", sampling.fps(), 240);
        DefinitionChecks.number("sampling.max_width", sampling.maxWidth(), 16, 16_384);
        DefinitionChecks.number("sampling.max_height", sampling.maxHeight(), 16, 16_384);
        DefinitionChecks.number("sampling.jpeg_quality", sampling.jpegQuality(), 1, 100);
    }

    private static void motion(MotionGate motion) throws ContractException {
        if (motion == null) {
            return;
        }
        DefinitionChecks.number("motion.sensitivity", motion.sensitivity(), 0, 1);
        DefinitionChecks.number("motion.min_area", motion.minArea(), 0, 1);
        DefinitionChecks.polygons("motion.masks", motion.masks());
        FieldChecks.range("motion.keep_alive_seconds", motion.keepAliveSeconds(), 0, DAY);
    }

    private static void tasks(SourceDefinition source) throws ContractException {
        FieldChecks.optionalText("pipeline", source.pipeline(), 1, MAX_PIPELINE);
        if (source.pipeline() == null && source.tasks().isEmpty()) {
            throw FieldChecks.invalid(
                    "tasks",
                    "[]",
                    "is empty; name at least one of " + Tasks.ALL + " or a pipeline");
        }
        if (source.pipeline() != null && !source.tasks().isEmpty()) {
            throw FieldChecks.invalid(
                    "pipeline", source.pipeline(), "stands beside tasks; keep one of the two");
        }
        if (!source.tasks().isEmpty()) {
            StepValidator.validate("tasks", source.tasks());
        }
    }

    private static void tracking(TrackingSettings tracking) throws ContractException {
        if (tracking == null) {
            return;
        }
        DefinitionChecks.labels("tracking.labels", tracking.labels());
        DefinitionChecks.number("tracking.min_confidence", tracking.minConfidence(), 0, 1);
        DefinitionChecks.number("tracking.event_confidence", tracking.eventConfidence(), 0, 1);
        DefinitionChecks.number("tracking.event_frames", tracking.eventFrames(), 1, 1000);
        DefinitionChecks.positive("tracking.lost_seconds", tracking.lostSeconds(), 3600);
    }

    private static void retention(FrameRetention retention) throws ContractException {
        if (retention == null) {
            return;
        }
        DefinitionChecks.number(
                "retention.frame_seconds", retention.frameSeconds(), 1, MAX_SECONDS);
        DefinitionChecks.number(
                "retention.event_frame_seconds", retention.eventFrameSeconds(), 1, MAX_SECONDS);
    }

    private static void redaction(Redaction redaction) throws ContractException {
        if (redaction == null) {
            return;
        }
        DefinitionChecks.labels("redaction.labels", redaction.labels());
        DefinitionChecks.polygons("redaction.regions", redaction.regions());
        boolean finds = redaction.faces() || redaction.numberPlates();
        if (!finds && redaction.labels().isEmpty() && redaction.regions().isEmpty()) {
            throw FieldChecks.invalid(
                    "redaction",
                    "{}",
                    "hides nothing; set faces, number_plates, labels or regions, or leave it out");
        }
    }
}
