package ke.co.datacraft.cv.standalone.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.Identifiers;

/**
 * As whom PostgreSQL's programs run: they refuse to be root. A root user runs them in a user
 * namespace of its own, or, where a container forbids that, as {@code nobody}.
 */
record PostgresUser(List<String> prefix, boolean nobody) {

    private static final int NOBODY = 65_534;

    /** What works here. */
    static PostgresUser find() {
        if (!isRoot()) {
            return new PostgresUser(List.of(), false);
        }
        if (succeeds("unshare", "-U", "true")) {
            return new PostgresUser(List.of("unshare", "-U"), false);
        }
        List<String> dropped =
                List.of(
                        "setpriv",
                        "--reuid=" + NOBODY,
                        "--regid=" + NOBODY,
                        "--clear-groups",
                        "--no-new-privs");
        if (succeeds(String.join(" ", dropped).concat(" true").split(" "))) {
            return new PostgresUser(dropped, true);
        }
        throw new ServiceException(
                "PostgreSQL refuses to run as root, and neither unshare nor setpriv works here: run"
                        + " this as another user, or install util-linux");
    }

    /**
     * A folder that the user can reach: the wanted one, or, because {@code nobody} cannot enter the
     * home of root, one under {@code /var/tmp} that is the same for the same wish.
     */
    Path reachable(Path wanted) throws IOException {
        if (!nobody || canList(wanted)) {
            return wanted;
        }
        String name = "cv-" + Identifiers.nameBased("postgresql", wanted.toString());
        return Files.createDirectories(Path.of("/var/tmp", name));
    }

    /** Gives a folder, which only PostgreSQL uses, to the user. */
    void own(Path folder) throws IOException {
        if (!nobody) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setAttribute(
                        file, "unix:uid", NOBODY, java.nio.file.LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private boolean canList(Path folder) {
        List<String> look = new ArrayList<>(prefix);
        look.addAll(List.of("ls", folder.toString()));
        return succeeds(look.toArray(String[]::new));
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static boolean succeeds(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
