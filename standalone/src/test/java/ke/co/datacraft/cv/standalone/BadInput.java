package ke.co.datacraft.cv.standalone;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.testing.SamplePdf;

/**
 * A reference that cannot be processed, and the reason that its dead letter must give.
 *
 * @param name what is wrong
 * @param uri where it points
 * @param task what is asked for
 * @param reason why it fails
 */
record BadInput(String name, String uri, TaskRequest task, ReasonCode reason) {

    private static final TaskRequest QUALITY = TaskRequest.of(Tasks.QUALITY);

    @Override
    public String toString() {
        return name;
    }

    /**
     * The table of the bad inputs that belong to a job.
     *
     * @param root folder that the job may read
     * @param outside folder that it may not
     * @param good an image in the root
     * @param bucket an empty bucket
     * @param limit largest file in bytes
     */
    static List<BadInput> table(
            Path root, Path outside, Path good, String bucket, int limit, TestingWebServer web)
            throws IOException {
        Path secret = Files.copy(good, outside.resolve("secret.png"));
        Path link = Files.createSymbolicLink(root.resolve("link.png"), secret);
        String upwards = root.toUri() + "../" + outside.getFileName() + "/secret.png";
        byte[] jpeg = jpeg();
        byte[] pdf = SamplePdf.text("one", "two");
        return List.of(
                bad("missing file", root.resolve("absent.png"), ReasonCode.NOT_FOUND),
                bad("404", web.uri("/absent.png"), ReasonCode.NOT_FOUND),
                bad("object that is not there", "s3://" + bucket + "/no.png", ReasonCode.NOT_FOUND),
                bad("time-out", web.uri(TestingWebServer.SILENT), ReasonCode.FETCH_FAILED),
                bad(
                        "oversize",
                        write(root, "large.png", new byte[limit + 1]),
                        ReasonCode.FILE_TOO_LARGE),
                bad("zero bytes", write(root, "empty.png", new byte[0]), ReasonCode.EMPTY_FILE),
                bad(
                        "truncated JPEG",
                        write(root, "cut.jpg", Arrays.copyOf(jpeg, jpeg.length / 2)),
                        ReasonCode.CORRUPT_IMAGE),
                bad("PNG bomb", write(root, "bomb.png", bomb()), ReasonCode.TOO_MANY_PIXELS),
                bad(
                        "text named .jpg",
                        write(root, "text.jpg", "no image".getBytes(StandardCharsets.UTF_8)),
                        ReasonCode.UNSUPPORTED_FORMAT),
                bad(
                        "locked PDF",
                        write(root, "locked.pdf", SamplePdf.encrypted("secret", "owner", "x")),
                        ReasonCode.ENCRYPTED_FILE),
                bad(
                        "truncated PDF",
                        write(root, "cut.pdf", Arrays.copyOf(pdf, pdf.length / 2)),
                        ReasonCode.CORRUPT_IMAGE),
                bad(
                        "huge page",
                        write(root, "huge.pdf", SamplePdf.page(90_000, 90_000, 0, page -> {})),
                        ReasonCode.TOO_MANY_PIXELS),
                bad("unknown scheme", "ftp://example.org/a.png", ReasonCode.UNSUPPORTED_SCHEME),
                bad("outside the roots", secret, ReasonCode.FORBIDDEN_LOCATION),
                bad("outside by ..", upwards, ReasonCode.FORBIDDEN_LOCATION),
                bad("outside by a link", link, ReasonCode.FORBIDDEN_LOCATION),
                new BadInput(
                        "unknown task",
                        good.toUri().toString(),
                        TaskRequest.of("fortune_telling"),
                        ReasonCode.UNKNOWN_TASK),
                new BadInput(
                        "unknown model",
                        good.toUri().toString(),
                        new TaskRequest(Tasks.OBJECT_DETECTION, "nobody", null),
                        ReasonCode.UNKNOWN_MODEL));
    }

    private static BadInput bad(String name, Path file, ReasonCode reason) {
        return bad(name, file.toUri().toString(), reason);
    }

    private static BadInput bad(String name, String uri, ReasonCode reason) {
        return new BadInput(name, uri, QUALITY, reason);
    }

    private static Path write(Path folder, String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] jpeg() {
        var image =
                new java.awt.image.BufferedImage(
                        64, 64, java.awt.image.BufferedImage.TYPE_3BYTE_BGR);
        return ke.co.datacraft.cv.standalone.samples.ImageFiles.encode(List.of(image), "jpg");
    }

    /** A PNG that says to be 60 000 x 60 000 pixels large. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0x89504E470D0A1A0AL);
        byte[] header =
                ByteBuffer.allocate(13)
                        .putInt(60_000)
                        .putInt(60_000)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array();
        chunk(out, "IHDR", header);
        chunk(out, "IDAT", new byte[] {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1});
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
