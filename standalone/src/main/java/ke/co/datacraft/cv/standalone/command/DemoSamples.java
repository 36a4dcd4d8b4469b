package ke.co.datacraft.cv.standalone.command;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.standalone.client.UploadForm;

/** Makes uploads of images, one per sort. */
final class DemoSamples {

    private DemoSamples() {}

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

    /** Uploads that together hold the images. */
    static List<UploadForm> uploads(List<DemoImage> images) {
        Map<Sort, List<DemoImage>> sorts = new EnumMap<>(Sort.class);
        for (DemoImage image : images) {
            sorts.computeIfAbsent(sort(image), sort -> new ArrayList<>()).add(image);
        }
        List<UploadForm> uploads = new ArrayList<>();
        sorts.forEach((sort, own) -> uploads.add(upload(sort, own)));
        return uploads;
    }

    private static UploadForm upload(Sort sort, List<DemoImage> images) {
        UploadForm form =
                new UploadForm()
                        .field("name", sort.jobName)
                        .field("tasks", ContractCodec.toJson(sort.tasks()));
        images.forEach(image -> form.file(image.name(), image.bytes()));
        return form;
    }
}
