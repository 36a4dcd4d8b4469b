package ke.co.datacraft.cv.standalone.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.standalone.client.JobRequest;
import ke.co.datacraft.cv.standalone.client.ObjectUploader;

/** Puts images where the job can fetch them, half as files and half as objects. */
final class DemoSamples {

    private final Path folder;
    private final ObjectUploader uploader;
    private final String tenant;

    DemoSamples(Path folder, ObjectUploader uploader, String tenant) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.uploader = uploader;
        this.tenant = tenant;
    }

    /** What becomes of images of one sort. */
    private enum Sort {
        STREETS("demo: street scenes"),
        DOCUMENTS("demo: documents"),
        STREET_SIGNS("demo: street signs"),
        RECEIPTS("demo: receipts");

        private final String jobName;

        Sort(String jobName) {
            this.jobName = jobName;
        }

        /** Signs are scene text, which is what PP-OCR is for; print is read by what is set. */
        List<TaskRequest> tasks() {
            TaskRequest quality = TaskRequest.of(Tasks.QUALITY);
            return switch (this) {
                case STREETS ->
                        List.of(
                                TaskRequest.of(Tasks.OBJECT_DETECTION),
                                new TaskRequest(
                                        Tasks.IMAGE_CLASSIFICATION, "street-scenes", Map.of()),
                                quality);
                case DOCUMENTS, RECEIPTS -> List.of(TaskRequest.of(Tasks.OCR), quality);
                case STREET_SIGNS ->
                        List.of(new TaskRequest(Tasks.OCR, "ppocr", Map.of()), quality);
            };
        }
    }

    private static Sort sort(DemoImage image) {
        if (image instanceof DemoImage.Text text) {
            return switch (text.sample().kind()) {
                case DOCUMENT -> Sort.DOCUMENTS;
                case STREET_SIGN -> Sort.STREET_SIGNS;
                case RECEIPT -> Sort.RECEIPTS;
            };
        }
        return Sort.STREETS;
    }

    /**
     * Stores images and makes jobs of them, one per sort.
     *
     * @param inStorage whether the first goes to object storage; they alternate
     */
    List<JobRequest> jobs(List<DemoImage> images, boolean inStorage) throws IOException {
        Map<Sort, List<String>> uris = new EnumMap<>(Sort.class);
        for (DemoImage image : images) {
            List<String> own = uris.computeIfAbsent(sort(image), sort -> new ArrayList<>());
            boolean toStorage = (own.size() % 2 == 0) == inStorage;
            own.add(toStorage ? upload(image) : save(image));
        }
        List<JobRequest> jobs = new ArrayList<>();
        uris.forEach(
                (sort, references) ->
                        jobs.add(
                                new JobRequest(
                                        tenant,
                                        UUID.randomUUID(),
                                        sort.jobName,
                                        references,
                                        sort.tasks())));
        return jobs;
    }

    private String save(DemoImage image) throws IOException {
        Path file = folder.resolve(image.name());
        Files.write(file, image.bytes());
        return file.toUri().toString();
    }

    private String upload(DemoImage image) {
        return uploader.put("samples/" + image.name(), image.bytes());
    }
}
