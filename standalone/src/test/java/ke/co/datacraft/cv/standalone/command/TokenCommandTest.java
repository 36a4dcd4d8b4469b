package ke.co.datacraft.cv.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenCommandTest {

    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private String error = "";

    @Test
    void theSecretOfARunningDemoSigns() throws Exception {
        demo();

        int code =
                run(
                        "--data",
                        folder.toString(),
                        "--tenant",
                        "acme",
                        "--role",
                        "OPERATOR,viewer",
                        "--subject",
                        "scanner",
                        "--hours",
                        "2");

        assertThat(code).as(error).isZero();
        JWTClaimsSet claims = SignedJWT.parse(out.toString().strip()).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("scanner");
        assertThat(claims.getClaim("tenant")).isEqualTo("acme");
        assertThat(claims.getStringListClaim("roles")).containsExactly("operator", "viewer");
        Date end = claims.getExpirationTime();
        assertThat(Duration.between(claims.getIssueTime().toInstant(), end.toInstant()))
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void aViewerOfTheDemosTenantIsTheDefault() throws Exception {
        demo();

        assertThat(run("--data", folder.toString())).as(error).isZero();

        JWTClaimsSet claims = SignedJWT.parse(out.toString().strip()).getJWTClaimsSet();
        assertThat(claims.getClaim("tenant")).isEqualTo("demo");
        assertThat(claims.getStringListClaim("roles")).containsExactly("viewer");
    }

    @Test
    void whatIsMissingIsNamed() {
        assumeThat(System.getenv("CV_JWT_SECRET_KEY")).isNull();

        assertThat(run("--data", folder.toString())).isNotZero();
        assertThat(error).contains("No demo runs on " + folder, "./cv demo");
        assertThat(run("--hours", "0")).isNotZero();
        assertThat(error).contains("--hours is 0: give 1 or more");
        assertThat(run("--role", "root")).isNotZero();
    }

    @Test
    void aTenantThatTheBridgeWouldRefuseGetsNoToken() throws Exception {
        demo();

        assertThat(run("--data", folder.toString(), "--tenant", "a/b")).isNotZero();
        assertThat(error).contains("A tenant has a name");
    }

    /** What a demo leaves behind while it runs; this process plays its part. */
    private void demo() throws Exception {
        Files.createDirectories(folder.resolve("run"));
        Files.writeString(
                folder.resolve("run/endpoints.json"),
                """
                {"dataFolder": "%s", "processId": %d, "dashboardUrl": "", "metricsUrl": "",
                 "bootstrapServers": "", "databaseUrl": "", "redisUrl": "",
                 "s3": {"endpoint": "", "bucket": "b", "accessKeyId": "", "secretAccessKey": ""},
                 "bridge": {"url": "http://127.0.0.1:1",
                            "jwtSecret": "0123456789abcdef0123456789abcdef"}}
                """
                        .formatted(folder, ProcessHandle.current().pid()));
    }

    private int run(String... arguments) {
        CommandLine line = new CommandLine(new TokenCommand());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(new StringWriter()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                    error = failure.getMessage();
                    return 2;
                });
        return line.execute(arguments);
    }
}
