package ke.co.datacraft.cv.operators.camera.redaction;

/** Is told what is redacted in one source; called by its capture thread. */
public interface RedactionMonitor {

    /** Hears nothing. */
    RedactionMonitor NONE =
            new RedactionMonitor() {
                @Override
                public void hidden(RedactionKind kind, int boxes) {}

                @Override
                public void failed() {}

                @Override
                public void took(double seconds) {}
            };

    /**
     * Boxes of a frame that are hidden.
     *
     * @param boxes 1 or more
     */
    void hidden(RedactionKind kind, int boxes);

    /** A frame could not be redacted, so it is not stored. */
    void failed();

    /** How long the search in a frame took, the wait for a turn included. */
    void took(double seconds);
}
