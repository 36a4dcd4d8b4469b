package ke.co.datacraft.cv.standalone.command;

/** How a command prints what it was asked for. */
enum OutputFormat {
    /** Columns for people. */
    TABLE,
    /** One JSON object per line. */
    JSONL;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
