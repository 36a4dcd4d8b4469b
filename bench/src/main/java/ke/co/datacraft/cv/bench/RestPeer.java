package ke.co.datacraft.cv.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** FastAPI on uvicorn with uvloop and httptools, from Debian's packages: one worker. */
final class RestPeer {

    /** The interpreter that Debian's packages belong to. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final String PACKAGES =
            "python3-fastapi uvicorn python3-uvloop python3-httptools python3-asyncpg python3-jwt";

    private RestPeer() {}

    /**
     * What is missing.
     *
     * @return null where nothing is
     */
    static String missing() throws IOException {
        try {
            Process check =
                    new ProcessBuilder(
                                    PYTHON,
                                    "-c",
                                    "import fastapi, uvicorn, uvloop, httptools, asyncpg, jwt")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean isThere = check.waitFor(1, TimeUnit.MINUTES) && check.exitValue() == 0;
            return isThere ? null : "apt-get install -y " + PACKAGES;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Starts it. */
    static ServiceProcess start(String databaseUrl, String secret, int port, Path log)
            throws IOException {
        return ServiceProcess.start(
                List.of(
                        PYTHON,
                        "-m",
                        "uvicorn",
                        "service:app",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--workers",
                        "1",
                        "--loop",
                        "uvloop",
                        "--http",
                        "httptools",
                        "--no-access-log"),
                Sources.peer("fastapi"),
                Map.of(
                        "DATABASE_URL",
                        databaseUrl,
                        "JWT_SECRET",
                        secret,
                        "PYTHONDONTWRITEBYTECODE",
                        "1"),
                port,
                log);
    }
}
