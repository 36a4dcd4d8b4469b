package ke.co.datacraft.cv.contracts;

/**
 * Where an alert is handed on to; address and secret belong to the installation.
 *
 * @param kind how
 * @param name name of the target in the installation's settings
 */
public record DeliveryTarget(DeliveryKind kind, String name) {}
