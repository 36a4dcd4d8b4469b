package ke.co.datacraft.cv.bridge.job;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobDescription;
import ke.co.datacraft.cv.contracts.TaskRequest;

/**
 * A job that may be accepted: everything about it is checked.
 *
 * @param jobId its id
 * @param tenant owner
 * @param job what its references say about it
 * @param references its references
 * @param request what was asked for
 */
public record Submission(
        UUID jobId,
        String tenant,
        JobDescription job,
        List<ImageReference> references,
        JobRequest request) {

    private static final int MAX_TYPE = 50;

    /** Tasks as the stream words them, or the pipeline that will say them. */
    String processingType() {
        String text =
                request.pipeline() == null
                        ? request.tasks().stream()
                                .map(TaskRequest::task)
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(","))
                        : "pipeline:" + request.pipeline();
        int points = text.codePointCount(0, text.length());
        return points <= MAX_TYPE ? text : text.substring(0, text.offsetByCodePoints(0, MAX_TYPE));
    }

    /** Media type of the first reference, as the stream words it. */
    String contentType() {
        String type = references.get(0).contentType();
        return type == null ? "image" : type;
    }
}
