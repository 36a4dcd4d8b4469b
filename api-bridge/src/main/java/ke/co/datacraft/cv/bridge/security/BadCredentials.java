package ke.co.datacraft.cv.bridge.security;

/** Credentials that do not count. The reason is for the log, not for whoever shows them. */
final class BadCredentials extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param reason why, without any part of the credential
     */
    BadCredentials(String reason) {
        super(reason, null, false, false);
    }
}
