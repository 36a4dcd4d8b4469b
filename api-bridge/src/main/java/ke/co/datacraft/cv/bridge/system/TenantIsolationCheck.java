package ke.co.datacraft.cv.bridge.system;

import ke.co.datacraft.cv.bridge.database.Database;

/** Whether PostgreSQL itself keeps tenants apart, behind the bridge's own conditions. */
final class TenantIsolationCheck implements DependencyCheck {

    private final Database database;

    TenantIsolationCheck(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "row_level_security";
    }

    /** Without it the conditions of the bridge's statements still hold. */
    @Override
    public boolean required() {
        return false;
    }

    @Override
    public void check() throws DependencyDownException {
        String state;
        try {
            state = database.tenantIsolation();
        } catch (RuntimeException e) {
            throw new DependencyDownException("The database does not tell", e);
        }
        if (!state.equals("on")) {
            // The state may name a user.
            throw new DependencyDownException(
                    "It does not hold for all; the log tells why, docs/security.md how to have it");
        }
    }
}
