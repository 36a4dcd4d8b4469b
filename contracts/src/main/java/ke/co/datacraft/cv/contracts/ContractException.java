package ke.co.datacraft.cv.contracts;

/** A message that does not follow its contract. */
public final class ContractException extends Exception {

    private final ReasonCode reason;

    /**
     * @param reason what is wrong
     * @param message what is wrong, in words: the value and the cure
     */
    public ContractException(ReasonCode reason, String message) {
        super(SafeText.storable(message));
        this.reason = reason;
    }

    /** What is wrong. */
    public ReasonCode reason() {
        return reason;
    }
}
