package ke.co.datacraft.cv.bridge.http;

/** Takes notes of who did what. */
public interface AuditSink {

    /**
     * @param call the request
     * @param action such as {@code job.cancel}
     * @param objectType such as {@code job}
     * @param objectId which one, or null for several
     */
    void record(Call call, String action, String objectType, String objectId);
}
