package ke.co.datacraft.cv.bridge.job;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.upload.StoredUpload;
import ke.co.datacraft.cv.bridge.upload.UploadLimits;
import ke.co.datacraft.cv.bridge.upload.UploadTable;
import ke.co.datacraft.cv.bridge.upload.Uploads;

/** Makes jobs of files that are in the storage; of what becomes no job nothing stays. */
final class UploadJobs {

    private final Submissions submissions;
    private final JobSubmitter submitter;
    private final Uploads uploads;
    private final Duration longest;
    private final Clock clock;

    UploadJobs(
            Submissions submissions,
            JobSubmitter submitter,
            Uploads uploads,
            Duration longest,
            Clock clock) {
        this.longest = longest;
        this.clock = clock;
        this.submissions = submissions;
        this.submitter = submitter;
        this.uploads = uploads;
    }

    Uploads uploads() {
        return uploads;
    }

    /**
     * Limits of an upload that begins now.
     *
     * @param maxBytes largest file
     * @param option the setting that says so
     */
    UploadLimits limits(long maxBytes, String option) {
        return new UploadLimits(maxBytes, option, clock, longest);
    }

    /** Refuses before anything is read when the tenant has as many jobs as it may. */
    void requireRoom(Call call) {
        submitter.requireRoom(call.tenant());
    }

    /** What a form or a query asks for, of the files. */
    @FunctionalInterface
    interface Wish {
        JobRequest request();
    }

    /** Accepts a job of files. */
    JobSubmitter.Accepted submit(Call call, List<StoredUpload> files, Wish wish) {
        String tenant = call.tenant();
        boolean accepted = false;
        try {
            JobRequest request = wish.request();
            Submission submission = submissions.uploaded(call.principal(), request);
            Optional<RequestKey> key = RequestKey.of(call, UploadRequest.meaning(request, files));
            JobSubmitter.Accepted answer =
                    submitter.submit(
                            submission,
                            key,
                            (connection, job) -> {
                                if (!UploadTable.accept(connection, tenant, job.jobId(), files)) {
                                    throw new ApiError(
                                            ErrorCode.REQUEST_TIMEOUT,
                                            "The upload took so long that it was cleaned up");
                                }
                            });
            accepted = !answer.isReplayed();
            return answer;
        } finally {
            if (!accepted) {
                uploads.discard(tenant, files.stream().map(StoredUpload::key).toList());
            }
        }
    }
}
