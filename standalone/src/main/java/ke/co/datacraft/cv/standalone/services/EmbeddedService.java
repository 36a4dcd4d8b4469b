package ke.co.datacraft.cv.standalone.services;

/**
 * A server that this process runs. Starting one that runs and closing one that does not is fine.
 */
public interface EmbeddedService extends AutoCloseable {

    /** Name for people. */
    String name();

    /**
     * Starts the server and returns when it answers.
     *
     * @throws ServiceException when it does not come up; nothing of it is left running then
     */
    void start();

    /** Stops the server and returns when it is gone; its data stays. */
    @Override
    void close();
}
