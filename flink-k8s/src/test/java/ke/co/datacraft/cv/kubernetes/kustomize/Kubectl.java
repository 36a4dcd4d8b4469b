package ke.co.datacraft.cv.kubernetes.kustomize;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kubectl of this machine, or the one that the variable {@code CV_KUBECTL} names. */
public final class Kubectl {

    /** Why tests are skipped. */
    public static final String NEEDED =
            "needs kubectl with Kustomize 5 or newer on the PATH, or named by CV_KUBECTL";

    private static final String PROGRAM =
            Optional.ofNullable(System.getenv("CV_KUBECTL")).orElse("kubectl");

    private Kubectl() {}

    /** Whether it is there and its Kustomize is new enough; that of kubectl 1.20 is years older. */
    public static boolean isPresent() throws InterruptedException {
        try {
            return run("version", "--client").matches("(?s).*Kustomize Version: v[5-9].*");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Runs it.
     *
     * @return what it prints
     * @throws IOException when it is not there, or fails; with what it says
     */
    public static String run(String... arguments) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(Stream.concat(Stream.of(PROGRAM), Stream.of(arguments)).toList())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(List.of(arguments) + " failed: " + output);
        }
        return output;
    }
}
