package ke.co.datacraft.cv.bridge.security;

import com.github.benmanes.caffeine.cache.Ticker;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.http.AuditSink;
import ke.co.datacraft.cv.bridge.http.Authenticator;
import ke.co.datacraft.cv.bridge.http.Interceptor;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.settings.AccessSettings;
import ke.co.datacraft.cv.bridge.settings.JwtSettings;
import ke.co.datacraft.cv.bridge.settings.SecuritySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that decides who comes in, put together; made once per bridge. */
public final class Access implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final int USES_EVERY_SECONDS = 30;
    private static final int DELETE_EVERY_SECONDS = 3600;

    private final ApiKeys apiKeys;
    private final AuditLog auditLog;
    private final AuditTrail auditTrail;
    private final Authenticator authenticator;
    private final List<Interceptor> interceptors;
    private final List<Resource> resources;
    private final ScheduledExecutorService care =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "bridge-access");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * @param settings who may come in
     * @param database where keys and the audit log are
     * @param registry where metrics are shown
     * @param clock what time it is
     */
    public Access(
            SecuritySettings settings,
            Database database,
            PrometheusRegistry registry,
            Clock clock) {
        this(settings, database, registry, clock, Ticker.systemTicker());
    }

    Access(
            SecuritySettings settings,
            Database database,
            PrometheusRegistry registry,
            Clock clock,
            Ticker ticker) {
        JwtSettings jwt = settings.jwt();
        AccessSettings access = settings.access();
        AccessSettings.Limits limits = access.limits();
        ClientAddress addresses = new ClientAddress(access.trustedProxies());
        apiKeys = new ApiKeys(database, limits.apiKeyCache(), clock, ticker);
        auditLog = new AuditLog(database, settings.audit(), clock);
        auditTrail = new AuditTrail(auditLog, settings.audit().reads(), clock, addresses);
        AccessMetrics metrics = new AccessMetrics(registry, auditLog::waiting);
        Sessions sessions = new Sessions(access.sessions(), jwt.keys(), clock);
        authenticator =
                new CredentialAuthenticator(
                        new CredentialChecks(
                                new TokenVerifier(jwt, clock),
                                new VerifiedCache(clock, ticker),
                                apiKeys,
                                sessions),
                        new SignInGuard(
                                new RateLimiter(limits.requestsPerMinute(), ticker),
                                new RateLimiter(limits.signInFailuresPerMinute(), ticker),
                                addresses,
                                metrics,
                                auditTrail),
                        addresses);
        interceptors =
                List.of(
                        new SecurityHeaders(access.hstsSeconds()),
                        new CrossOriginAccess(access.allowedOrigins()),
                        new InstallationGuard(access.adminTenants()),
                        auditTrail);
        resources =
                List.of(
                        new ApiKeysResource(apiKeys, clock),
                        new SessionResource(sessions, addresses, clock));
        auditLog.start(metrics);
        care.scheduleWithFixedDelay(
                () -> quietly(apiKeys::writeUses),
                USES_EVERY_SECONDS,
                USES_EVERY_SECONDS,
                TimeUnit.SECONDS);
        care.scheduleWithFixedDelay(
                () -> quietly(auditLog::deleteOld), 60, DELETE_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** Tells who asks. */
    public Authenticator authenticator() {
        return authenticator;
    }

    /** Takes notes of who did what. */
    public AuditSink audit() {
        return auditTrail;
    }

    /** Headers, origins, the audit. */
    public List<Interceptor> interceptors() {
        return interceptors;
    }

    /** API keys and sessions. */
    public List<Resource> resources() {
        return resources;
    }

    /** The API keys. */
    public ApiKeys apiKeys() {
        return apiKeys;
    }

    /** Deletes audit records that are older than the settings allow; also done every hour. */
    void deleteOldAuditRecords() {
        auditLog.deleteOld();
    }

    /** Upkeep that fails is tried again next time. */
    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("Upkeep of keys and audit log waits: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        care.shutdownNow();
        auditLog.close();
        quietly(apiKeys::writeUses);
    }
}
