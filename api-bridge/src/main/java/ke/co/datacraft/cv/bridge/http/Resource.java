package ke.co.datacraft.cv.bridge.http;

/** Operations of one noun. */
public interface Resource {

    /** Tells which operations of {@code openapi.yaml} it answers. */
    void register(Routes routes);
}
