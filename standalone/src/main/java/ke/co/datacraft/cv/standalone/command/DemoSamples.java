package ke.co.datacraft.cv.standalone.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.standalone.client.JobRequest;
import ke.co.datacraft.cv.standalone.client.ObjectUploader;
import ke.co.datacraft.cv.standalone.samples.Sample;
import ke.co.datacraft.cv.standalone.samples.SampleKind;

/** Puts samples where the job can fetch them, half as files and half as objects. */
final class DemoSamples {

    private final Path folder;
    private final ObjectUploader uploader;
    private final String tenant;

    DemoSamples(Path folder, ObjectUploader uploader, String tenant) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.uploader = uploader;
        this.tenant = tenant;
    }

    /**
     * Stores samples and makes jobs of them, one per kind.
     *
     * @param inStorage whether the first goes to object storage; they alternate
     */
    List<JobRequest> jobs(List<Sample> samples, boolean inStorage) throws IOException {
        Map<SampleKind, List<String>> uris = new EnumMap<>(SampleKind.class);
        Map<SampleKind, Integer> counts = new LinkedHashMap<>();
        for (Sample sample : samples) {
            int count = counts.merge(sample.kind(), 1, Integer::sum);
            boolean toStorage = (count % 2 == 1) == inStorage;
            uris.computeIfAbsent(sample.kind(), kind -> new ArrayList<>())
                    .add(toStorage ? upload(sample) : save(sample));
        }
        List<JobRequest> jobs = new ArrayList<>();
        uris.forEach(
                (kind, references) ->
                        jobs.add(
                                new JobRequest(
                                        tenant,
                                        UUID.randomUUID(),
                                        name(kind),
                                        references,
                                        tasks(kind))));
        return jobs;
    }

    private static String name(SampleKind kind) {
        return switch (kind) {
            case DOCUMENT -> "demo: documents";
            case STREET_SIGN -> "demo: street signs";
            case RECEIPT -> "demo: receipts";
        };
    }

    /** Signs are scene text, which is what PP-OCR is for; print is read by what is configured. */
    private static List<TaskRequest> tasks(SampleKind kind) {
        TaskRequest quality = TaskRequest.of(Tasks.QUALITY);
        return switch (kind) {
            case DOCUMENT, RECEIPT -> List.of(TaskRequest.of(Tasks.OCR), quality);
            case STREET_SIGN -> List.of(new TaskRequest(Tasks.OCR, "ppocr", Map.of()), quality);
        };
    }

    private String save(Sample sample) throws IOException {
        Path file = folder.resolve(sample.name());
        Files.write(file, sample.bytes());
        return file.toUri().toString();
    }

    private String upload(Sample sample) {
        return uploader.put("samples/" + sample.name(), sample.bytes());
    }
}
