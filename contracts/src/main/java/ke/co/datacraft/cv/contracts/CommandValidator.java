package ke.co.datacraft.cv.contracts;

/** Checks of a {@link JobCommand} that the types of its fields cannot make. */
public final class CommandValidator {

    private static final int MAX_TEXT = 100;

    private CommandValidator() {}

    /**
     * Returns when the command can be carried out.
     *
     * @throws ContractException {@link ReasonCode#INVALID_FIELD}, naming the field and the cure
     */
    public static void validate(JobCommand command) throws ContractException {
        if (command.command() == null) {
            throw FieldChecks.invalid("command", null, "is absent; give CANCEL or RETRY");
        }
        FieldChecks.text("tenant_id", command.tenantId(), 1, MAX_TEXT);
        if (command.jobId() == null) {
            throw FieldChecks.invalid("job_id", null, "is absent; name the job by its UUID");
        }
        FieldChecks.optionalText("issued_by", command.issuedBy(), 1, MAX_TEXT);
    }
}
