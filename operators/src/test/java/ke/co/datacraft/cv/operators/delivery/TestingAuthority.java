package ke.co.datacraft.cv.operators.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.operators.settings.TlsFiles;

/** An authority and its certificates, made by {@code openssl}. */
final class TestingAuthority {

    private static final Path PROGRAM = Path.of("/usr/bin/openssl");

    private final Path folder;
    private final String name;

    /**
     * @param folder for its files
     * @param name beginning of their names
     */
    TestingAuthority(Path folder, String name) throws IOException {
        this.folder = folder;
        this.name = name;
        make(name, List.of());
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /** Its own certificate. */
    String certificate() {
        return file(name + ".pem");
    }

    /** Files of somebody who trusts it and has no certificate. */
    TlsFiles trusted() {
        return new TlsFiles(certificate(), null, null);
    }

    /**
     * Files of somebody who trusts it and has a certificate of it.
     *
     * @param subject whose; also the beginning of the names of its files
     * @param alternative such as {@code IP:127.0.0.1}
     */
    TlsFiles certified(String subject, String alternative) throws IOException {
        make(
                subject,
                List.of(
                        "-CA",
                        certificate(),
                        "-CAkey",
                        file(name + ".key"),
                        "-addext",
                        "subjectAltName=" + alternative));
        return new TlsFiles(certificate(), file(subject + ".pem"), file(subject + ".key"));
    }

    private void make(String subject, List<String> more) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                PROGRAM.toString(),
                                "req",
                                "-x509",
                                "-newkey",
                                "ec",
                                "-pkeyopt",
                                "ec_paramgen_curve:P-256",
                                "-nodes",
                                "-days",
                                "2",
                                "-subj",
                                "/CN=" + subject,
                                "-keyout",
                                file(subject + ".key"),
                                "-out",
                                file(subject + ".pem")));
        command.addAll(more);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("No certificate was made: " + words);
        }
    }

    private String file(String file) {
        return folder.resolve(file).toString();
    }
}
