package ke.co.datacraft.cv.contracts;

import java.time.Instant;
import java.util.List;

/**
 * A camera or another source of pictures: a line on {@code cv.sources}, keyed by {@link
 * DefinitionKeys#key}. A tombstone removes it.
 *
 * @param schemaVersion {@link ContractCodec#SCHEMA_VERSION}
 * @param tenantId owner, 1 to 100 characters
 * @param id name within the tenant: letters, digits and {@code . _ -}
 * @param name name to show; the id when absent
 * @param kind what it is
 * @param uri where it is, without credentials; {@code {user}} and {@code {password}} stand for
 *     those of the secret
 * @param credentials name of the secret that holds {@code user:password}, or null
 * @param enabled false while it is paused; true when absent
 * @param connection how a stream is opened, or null
 * @param playback how a recording is read, or null
 * @param sampling which frames are taken, or null
 * @param motion lets only frames with movement pass; null for all
 * @param flow what becomes of frames that come too fast; decided by the kind when absent
 * @param priority 1 (last) to 10 (first); 5 when absent
 * @param tasks what is done with each frame, each task with its model; empty where a pipeline says
 *     it
 * @param pipeline name of the pipeline file that says what is done, or null
 * @param tracking which objects are followed, or null
 * @param retention how long frames are kept, or null
 * @param redaction what is made unrecognisable, or null
 * @param tags words to find it by; never null
 * @param version counts the changes, from 1; 0 when absent
 * @param updatedBy who changed it last, or null
 * @param updatedAt when, or null
 */
public record SourceDefinition(
        int schemaVersion,
        String tenantId,
        String id,
        String name,
        SourceKind kind,
        String uri,
        String credentials,
        Boolean enabled,
        SourceConnection connection,
        Playback playback,
        FrameSampling sampling,
        MotionGate motion,
        FlowPolicy flow,
        Integer priority,
        List<TaskRequest> tasks,
        String pipeline,
        TrackingSettings tracking,
        FrameRetention retention,
        Redaction redaction,
        List<String> tags,
        Long version,
        String updatedBy,
        Instant updatedAt) {

    /** Fills in the defaults. */
    public SourceDefinition {
        name = name == null ? id : name;
        enabled = enabled == null || enabled;
        flow = flow == null && kind != null ? kind.defaultFlow() : flow;
        priority = priority == null ? ImageReference.DEFAULT_PRIORITY : priority;
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
        tags = tags == null ? List.of() : List.copyOf(tags);
        version = version == null ? 0 : version;
    }

    /**
     * A source with the defaults of all else.
     *
     * @param tenantId owner
     * @param id name within the tenant
     * @param kind what it is
     * @param uri where it is
     * @param tasks what is done with its frames
     */
    public static SourceDefinition of(
            String tenantId, String id, SourceKind kind, String uri, List<TaskRequest> tasks) {
        return new SourceDefinition(
                ContractCodec.SCHEMA_VERSION,
                tenantId,
                id,
                null,
                kind,
                uri,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                tasks,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
