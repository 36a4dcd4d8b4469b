package ke.co.datacraft.cv.bridge.settings;

import java.util.List;

/**
 * The record of who did what.
 *
 * @param reads whether reading results and images is recorded too
 * @param queueSize records that wait for the database at most
 * @param retentionDays how long they are kept; 0 for ever
 */
public record AuditSettings(boolean reads, int queueSize, int retentionDays) {

    static final BridgeOption<Boolean> READS =
            BridgeOption.flag(
                    "CV_AUDIT_READS",
                    true,
                    "Whether reading results and images is recorded too, beside changes.");

    static final BridgeOption<Integer> QUEUE_SIZE =
            BridgeOption.number(
                    "CV_AUDIT_QUEUE_SIZE",
                    10_000,
                    100,
                    1_000_000,
                    "Records that wait for the database; what does not fit goes to the log in full"
                            + " and is counted");

    static final BridgeOption<Integer> RETENTION_DAYS =
            BridgeOption.number(
                    "CV_AUDIT_RETENTION_DAYS",
                    365,
                    0,
                    36_500,
                    "Days after which records are deleted; 0 keeps them for ever");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS = List.of(READS, QUEUE_SIZE, RETENTION_DAYS);

    static AuditSettings read(OptionReader reader) {
        return new AuditSettings(
                reader.get(READS), reader.get(QUEUE_SIZE), reader.get(RETENTION_DAYS));
    }
}
