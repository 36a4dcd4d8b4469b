package ke.co.datacraft.cv.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir Path folder;
    private Path program;
    private Path pidFile;

    @BeforeEach
    void program() throws IOException {
        program = folder.resolve("sleeper");
        Files.copy(Path.of("/bin/sleep").toRealPath(), program, StandardCopyOption.COPY_ATTRIBUTES);
        pidFile = folder.resolve("run/sleeper.pid");
    }

    private ChildProcess start() throws IOException {
        return ChildProcess.start(
                List.of(program.toString(), "600"), folder.resolve("log/sleeper.log"), pidFile);
    }

    private ProcessHandle handle() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readString(pidFile))).orElseThrow();
    }

    @Test
    void aSignalEndsItAndThePidFileGoes() throws IOException {
        ChildProcess process = start();
        assertThat(process.isAlive()).isTrue();
        process.signal("TERM");
        process.awaitEnd();
        assertThat(process.isAlive()).isFalse();
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void aLeftOverIsEnded() throws IOException {
        start();
        ProcessHandle left = handle();
        // Between fork and exec the child still carries our name.
        assertThat(commandLine(left)).isTrue();
        ChildProcess.endLeftOver(pidFile, program);
        assertThat(left.isAlive()).isFalse();
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void anotherProgramWithTheSameIdStays() throws IOException {
        ChildProcess process = start();
        ProcessHandle other = handle();
        assertThat(commandLine(other)).isTrue();
        ChildProcess.endLeftOver(pidFile, folder.resolve("postgres"));
        assertThat(other.isAlive()).isTrue();
        process.signal("KILL");
        process.awaitEnd();
    }

    @Test
    void aPidFileWithNonsenseIsRemoved() throws IOException {
        Files.createDirectories(pidFile.getParent());
        Files.writeString(pidFile, "none");
        ChildProcess.endLeftOver(pidFile, program);
        assertThat(pidFile).doesNotExist();
    }

    private boolean commandLine(ProcessHandle process) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        return Waiting.until(
                Duration.ofMinutes(1), () -> Files.readString(file).startsWith(program.toString()));
    }
}
