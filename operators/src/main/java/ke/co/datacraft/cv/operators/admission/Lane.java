package ke.co.datacraft.cv.operators.admission;

/** The two ways into the vision job: they never wait for each other. */
public enum Lane {
    /** Submitted images; each belongs to a job. */
    IMAGES("images"),
    /** Camera frames; each belongs to a source. */
    FRAMES("frames");

    private final String label;

    Lane(String label) {
        this.label = label;
    }

    /** Name in metrics. */
    public String label() {
        return label;
    }
}
