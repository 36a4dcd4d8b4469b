package ke.co.datacraft.cv.contracts;

import java.util.Locale;

/**
 * Where an alert is handed on to; address and secret belong to the installation.
 *
 * @param kind how
 * @param name name of the target in the installation's settings
 */
public record DeliveryTarget(DeliveryKind kind, String name) {

    /** The target in one word, such as {@code webhook/security-desk}. */
    public String path() {
        return kind.name().toLowerCase(Locale.ROOT) + "/" + name;
    }
}
