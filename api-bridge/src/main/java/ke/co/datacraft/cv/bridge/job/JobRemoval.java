package ke.co.datacraft.cv.bridge.job;

import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.upload.UploadTable;
import ke.co.datacraft.cv.bridge.upload.Uploads;

/** Removes ended jobs with all that belongs to them. */
final class JobRemoval {

    private final Database database;
    private final Uploads uploads;

    JobRemoval(Database database, Uploads uploads) {
        this.database = database;
        this.uploads = uploads;
    }

    /**
     * Removes a job, its results, dead letters and uploads.
     *
     * @throws ApiError when there is none, or it has not ended
     */
    void remove(String tenant, UUID id) {
        List<String> keys =
                database.tenant(
                        tenant,
                        connection -> {
                            JobView job =
                                    JobTable.find(connection, tenant, id, true)
                                            .orElseThrow(() -> ApiError.notFound("job", id));
                            if (!job.state().isTerminal()) {
                                throw JobCommands.conflict(job, "it has not ended")
                                        .cure("Cancel it first, without purge");
                            }
                            JobTable.delete(connection, tenant, id);
                            return UploadTable.releaseJob(connection, tenant, id);
                        });
        uploads.deleteReleased(tenant, keys);
    }
}
