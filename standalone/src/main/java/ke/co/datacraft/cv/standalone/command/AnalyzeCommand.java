package ke.co.datacraft.cv.standalone.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ResultRegion;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.operators.pipeline.PipelineException;
import ke.co.datacraft.cv.operators.pipeline.PipelineReader;
import ke.co.datacraft.cv.operators.pipeline.Pipelines;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.Logs;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.VisionStack;
import ke.co.datacraft.cv.standalone.client.JobRequest;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.Trees;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cv analyze}: the user's own images through the real job. */
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Runs images through VisionJob on services of its own and prints what was found.",
            "Exit code 1 when an image failed; the results of the others are printed all the same."
        })
public final class AnalyzeCommand implements Callable<Integer> {

    /** Where the default model of a task is configured. */
    private static final Map<String, String> MODEL_VARIABLES =
            Map.of(
                    Tasks.OBJECT_DETECTION, "CV_YOLO_MODEL",
                    Tasks.IMAGE_CLASSIFICATION, "CV_CLASSIFICATION_MODEL",
                    Tasks.FACE_DETECTION, "CV_FACE_MODEL",
                    Tasks.EMBEDDING, "CV_EMBEDDING_MODEL");

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description =
                    "Files, folders (with all images in them), or http:, https: and s3: URIs.")
    private List<String> paths;

    @Option(
            names = "--task",
            description =
                    "quality, ocr, object_detection, image_classification, face_detection, barcode or"
                            + " embedding; may be given again. By default quality and ocr, with"
                            + " --model FILE object_detection.")
    private List<String> tasks = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "FILE|NAME",
            description =
                    "An ONNX file or a model by name: tesseract or ppocr for ocr, others for the one task"
                            + " given that has models, or for object_detection.")
    private String model;

    @Option(
            names = "--model-path",
            paramLabel = "DIR,...",
            description = "Folders of models; CV_MODEL_PATH when absent.")
    private String modelPath;

    @Option(
            names = "--pipeline",
            paramLabel = "FILE|NAME",
            description =
                    "A pipeline file, or a pipeline by name from CV_PIPELINE_PATH, instead of tasks.")
    private String pipeline;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "Parameter of the tasks, such as languages=eng or confidence=0.5.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}); jsonl prints ImageResult.")
    private OutputFormat format;

    @Option(
            names = "--annotate",
            paramLabel = "DIR",
            description =
                    "Folder that gets copies of the local pictures (not of PDFs) with what was found"
                            + " drawn into them.")
    private Path annotated;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder to keep; by default one that is deleted afterwards.")
    private Path data;

    @Option(
            names = "--tenant",
            defaultValue = "local",
            description = "Owner of the results (${DEFAULT-VALUE}).")
    private String tenant;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "1800",
            description = "Longest wait for the results (${DEFAULT-VALUE}).")
    private int timeout;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<TaskRequest> requests = requests();
        Inputs inputs = Inputs.find(paths);
        Path folder = data == null ? Files.createTempDirectory("cv-analyze") : data;
        try {
            return run(inputs, requests, folder);
        } finally {
            if (data == null) {
                Trees.delete(folder);
            }
        }
    }

    private int run(Inputs inputs, List<TaskRequest> requests, Path folder) throws IOException {
        // The results own the standard output.
        Progress progress = new Progress(spec.commandLine().getErr());
        if (inputs.skipped() > 0) {
            progress.line("Skipping " + inputs.skipped() + " files that are no images by name");
        }
        DataFolder dataFolder = DataFolder.open(folder);
        Logs.sendTo(dataFolder.logs());
        progress.update("Starting services");
        try (VisionStack stack =
                VisionStack.start(
                        dataFolder,
                        VisionStack.defaultOptions(0),
                        tenant,
                        variables(inputs),
                        name -> progress.update(name + " is up"))) {
            JobRequest job =
                    new JobRequest(tenant, UUID.randomUUID(), "analyze", inputs.uris(), requests);
            return collect(stack, job, progress);
        }
    }

    private int collect(VisionStack stack, JobRequest job, Progress progress) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<ImageResult> results = new ArrayList<>();
        AnnotatedPictures pictures = annotated == null ? null : new AnnotatedPictures(annotated);
        AnalyzeRun run =
                new AnalyzeRun(
                        stack.endpoints().bootstrapServers(),
                        stack.topics(),
                        result -> {
                            if (pictures != null) {
                                pictures.add(result);
                            }
                            switch (format) {
                                case JSONL -> out.println(ContractCodec.toJson(result));
                                case TABLE -> results.add(result);
                            }
                        });
        int total = job.uris().size();
        boolean complete =
                run.run(
                        job,
                        Duration.ofSeconds(timeout),
                        done -> progress.update("Analysing: " + done + " of " + total));
        progress.line("");
        if (format == OutputFormat.TABLE) {
            table(results).print(out);
        }
        out.flush();
        PrintWriter errors = spec.commandLine().getErr();
        if (pictures != null) {
            pictures.left().forEach(errors::println);
        }
        for (DeadLetter failure : run.failures()) {
            errors.println(failure.reason() + " " + failure.uri() + ": " + failure.message());
        }
        run.open().forEach(uri -> errors.println("NO RESULT after " + timeout + " s: " + uri));
        errors.flush();
        return complete && run.failures().isEmpty() ? ExitCodes.OK : ExitCodes.INCOMPLETE;
    }

    private static TextTable table(List<ImageResult> results) {
        TextTable table =
                new TextTable("IMAGE", "PAGE", "FORMAT", "SIZE", "TASK", "MODEL", "MS", "FOUND");
        results.sort(Comparator.comparing(ImageResult::uri).thenComparingInt(ImageResult::page));
        for (ImageResult result : results) {
            for (TaskResult task : result.tasks()) {
                table.add(
                        result.originalFilename(),
                        result.page() + 1,
                        result.file().format(),
                        result.image().width() + "x" + result.image().height(),
                        step(task),
                        task.model().name(),
                        Math.round(result.timings().totalMs()),
                        Findings.of(task));
            }
        }
        return table;
    }

    private static String step(TaskResult task) {
        ResultRegion region = task.region();
        if (region == null) {
            return task.stepName();
        }
        String label = region.label() == null ? region.step() : region.label();
        return task.stepName() + " on " + label + " " + region.index();
    }

    private List<TaskRequest> requests() {
        if (pipeline != null) {
            return pipelineTasks();
        }
        boolean file = isFile();
        List<String> names = tasks;
        if (names.isEmpty()) {
            names = file ? List.of(Tasks.OBJECT_DETECTION) : List.of(Tasks.QUALITY, Tasks.OCR);
        }
        for (String name : names) {
            if (!Tasks.ALL.contains(name)) {
                throw new UsageException("--task is '" + name + "': give one of " + Tasks.ALL);
            }
        }
        if (model != null && !file && model.endsWith(".onnx")) {
            throw new UsageException("--model " + model + " does not exist: give a file or a name");
        }
        String named = file ? null : model;
        boolean reads = "tesseract".equals(named) || "ppocr".equals(named);
        String task = reads ? Tasks.OCR : taskOfModel();
        return names.stream()
                .map(name -> new TaskRequest(name, name.equals(task) ? named : null, parameters))
                .toList();
    }

    /** Spelt out, so that a file need not lie where the job looks for it. */
    private List<TaskRequest> pipelineTasks() {
        if (!tasks.isEmpty() || !parameters.isEmpty()) {
            throw new UsageException(
                    "--pipeline "
                            + pipeline
                            + " has its own tasks and parameters; leave those out");
        }
        try {
            Path file = Path.of(pipeline);
            if (Files.isRegularFile(file)) {
                return PipelineReader.read(file).tasks();
            }
            Pipelines configured = PipelinesCommand.configured();
            return configured.definitions().stream()
                    .filter(definition -> definition.name().equals(pipeline))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new UsageException(
                                            "--pipeline "
                                                    + pipeline
                                                    + " is no file, and no pipeline in"
                                                    + " CV_PIPELINE_PATH: "
                                                    + configured.names()))
                    .tasks();
        } catch (PipelineException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private boolean isFile() {
        return model != null && Files.isRegularFile(Path.of(model));
    }

    /** The task that the model is for. */
    private String taskOfModel() {
        List<String> named = tasks.stream().filter(MODEL_VARIABLES::containsKey).toList();
        return named.size() == 1 ? named.get(0) : Tasks.OBJECT_DETECTION;
    }

    private Map<String, String> variables(Inputs inputs) {
        Map<String, String> variables = new LinkedHashMap<>(System.getenv());
        String roots = inputs.roots().stream().map(Path::toString).collect(Collectors.joining(","));
        variables.merge("CV_ALLOWED_FILE_ROOTS", roots, AnalyzeCommand::joined);
        // Whoever types the address here may reach it anyway.
        variables.putIfAbsent("CV_ALLOW_PRIVATE_ADDRESSES", "true");
        if (modelPath != null) {
            variables.put("CV_MODEL_PATH", modelPath);
        }
        if (isFile()) {
            String path = Path.of(model).toAbsolutePath().normalize().toString();
            variables.put(MODEL_VARIABLES.get(taskOfModel()), path);
            variables.merge("CV_MODEL_PATH", path, AnalyzeCommand::joined);
        }
        return variables;
    }

    private static String joined(String theirs, String ours) {
        return theirs.isBlank() ? ours : ours.isBlank() ? theirs : theirs + "," + ours;
    }
}
