package ke.co.datacraft.cv.bridge.settings;

/**
 * Who may come in.
 *
 * @param jwt which tokens count
 * @param access from where, how often, how long
 * @param audit the record of who did what
 */
public record SecuritySettings(JwtSettings jwt, AccessSettings access, AuditSettings audit) {

    static SecuritySettings read(OptionReader reader) {
        return new SecuritySettings(
                JwtSettings.read(reader), AccessSettings.read(reader), AuditSettings.read(reader));
    }
}
