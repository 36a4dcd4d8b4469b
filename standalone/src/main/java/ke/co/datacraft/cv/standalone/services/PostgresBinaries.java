package ke.co.datacraft.cv.standalone.services;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.lang3.SystemUtils;

/** Unpacks PostgreSQL's programs from the class path, once per folder. */
final class PostgresBinaries {

    private static final int OWNER_EXECUTE = 0100;

    private PostgresBinaries() {}

    /**
     * Unpacks them where they are missing.
     *
     * @param target folder that gets {@code bin}, {@code lib} and {@code share}
     */
    static void unpack(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            return;
        }
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Trees.delete(fresh);
        Files.createDirectories(fresh);
        try (InputStream packed =
                        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                                SystemUtils.OS_NAME, SystemUtils.OS_ARCH);
                TarArchiveInputStream archive =
                        new TarArchiveInputStream(
                                new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = archive.getNextEntry();
                    entry != null;
                    entry = archive.getNextEntry()) {
                extract(archive, entry, fresh);
            }
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void extract(TarArchiveInputStream archive, TarArchiveEntry entry, Path folder)
            throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("Archive entry outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(archive, file);
        if ((entry.getMode() & OWNER_EXECUTE) != 0) {
            Set<PosixFilePermission> rights = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            rights.add(PosixFilePermission.OWNER_EXECUTE);
            rights.add(PosixFilePermission.GROUP_EXECUTE);
            rights.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(file, rights);
        }
    }
}
