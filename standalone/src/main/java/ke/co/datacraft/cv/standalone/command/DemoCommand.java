package ke.co.datacraft.cv.standalone.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.Logs;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.VisionStack;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.Endpoints;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cv demo}: everything on this machine, on samples of its own. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Starts Kafka, PostgreSQL, Redis, object storage and Flink on free ports, runs the three"
                    + " jobs and the REST bridge with simulated cameras, uploads images of streets"
                    + " and texts and shows what was found.",
            "Goes on with one more image from time to time until Ctrl-C. A second start goes on with"
                    + " the same data folder."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final String TENANT = "demo";
    private static final long SEED = 5;
    private static final int DIFFERENT_IMAGES = 480;
    private static final int MAX_IMAGES = 10_000;

    @Option(names = "--once", description = "End when the images are processed: 0 if all is there.")
    private boolean once;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "Data folder (${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port of the dashboard; 0 for a free one (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--api-port",
            paramLabel = "N",
            defaultValue = "8000",
            description = {
                "Port of REST interface and console; a free one is taken where it is in use"
                        + " (${DEFAULT-VALUE})."
            })
    private int apiPort;

    @Option(
            names = "--no-browser",
            description = "Do not open the console on a machine with a desktop.")
    private boolean noBrowser;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "16",
            description = "Images to begin with (${DEFAULT-VALUE}).")
    private int images;

    @Option(
            names = "--rate",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Time between further images (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--source",
            paramLabel = "WHERE",
            description = {
                "Your own camera or video instead of the simulated crossings: rtsp://…, http://…, a"
                        + " file or a folder of pictures. May be given several times."
            })
    private List<String> sources = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "Longest wait for the images' results (${DEFAULT-VALUE}).")
    private int timeout;

    @Spec private CommandSpec spec;

    private volatile boolean stopping;
    private DemoTruth checked;

    @Override
    public Integer call() throws IOException {
        check();
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(out);
        DataFolder folder = DataFolder.open(data);
        Logs.sendTo(folder.logs());
        progress.line("Data folder " + folder.root() + ", log " + folder.logs().resolve("cv.log"));
        Thread farewell = new Thread(() -> stopping = true, "demo-stops");
        Runtime.getRuntime().addShutdownHook(farewell);
        Map<String, String> variables = variables(folder);
        try (VisionStack stack = start(folder, variables, progress)) {
            DemoBridge bridge = DemoBridge.start(stack, apiPort, variables);
            feeds(stack, bridge, progress);
            progress.line("Console         " + bridge.consoleUrl());
            if (!once && !noBrowser && bridge.openInBrowser()) {
                progress.line("It opens in your browser; --no-browser leaves that out.");
            }
            try (DemoRun run = new DemoRun(stack, bridge.client(), progress)) {
                return run(stack, bridge, run, progress);
            }
        } catch (RuntimeException e) {
            if (stopping) {
                // Ctrl-C takes the services away below this thread.
                return ExitCodes.OK;
            }
            throw e;
        }
    }

    /** The jobs for cameras, and the cameras. */
    private void feeds(VisionStack stack, DemoBridge bridge, Progress progress) {
        stack.startFeeds(progress::line);
        DemoCameras cameras = new DemoCameras(bridge.client(), TENANT);
        List<String> names = new ArrayList<>();
        if (once && sources.isEmpty()) {
            checked = new DemoTruth(bridge.client(), TENANT);
            checked.start();
            return;
        }
        if (sources.isEmpty()) {
            names.addAll(cameras.simulated());
        }
        if (!sources.isEmpty()) {
            names.addAll(cameras.own(sources));
        }
        progress.line("Cameras         " + String.join(", ", names));
    }

    private void check() {
        if (images < 1 || images > MAX_IMAGES) {
            throw new UsageException("--images is " + images + ": give 1 to " + MAX_IMAGES);
        }
        if (rate < 1 || timeout < 1) {
            throw new UsageException("--rate and --timeout are seconds: give at least 1");
        }
    }

    private Map<String, String> variables(DataFolder folder) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        if (once) {
            // The film ends, and so does the patience with its camera.
            variables.putIfAbsent("CV_ANALYTICS_IDLE_SECONDS", "10");
            // It is read as fast as it goes, so a second of it is soon over.
            variables.putIfAbsent("CV_ANALYTICS_LATENESS_MS", "10000");
        }
        ownSources(folder, variables);
        return variables;
    }

    private VisionStack start(DataFolder folder, Map<String, String> variables, Progress progress) {
        long start = System.nanoTime();
        return VisionStack.start(
                folder,
                VisionStack.defaultOptions(port).withJobs(3),
                TENANT,
                variables,
                name ->
                        progress.line(
                                String.format(
                                        java.util.Locale.ROOT,
                                        "%-15s up after %4.1f s",
                                        name,
                                        (System.nanoTime() - start) / 1e9)));
    }

    /** What CameraJob needs to know of the user's sources: folders, and passwords in files. */
    private void ownSources(DataFolder folder, Map<String, String> variables) {
        for (OwnSource source : sources.stream().map(OwnSource::of).toList()) {
            if (source.root() != null) {
                variables.merge(
                        "CV_ALLOWED_FILE_ROOTS",
                        source.root().toString(),
                        (given, own) -> given + "," + own);
            }
            if (source.credentials() != null) {
                Path secret = folder.keep("camera-secrets", source.id(), source.credentials());
                variables.put("CV_CAMERA_SECRETS_PATH", secret.getParent().toString());
            }
        }
    }

    private int run(VisionStack stack, DemoBridge bridge, DemoRun run, Progress progress)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        DemoImage.Generator generator = new DemoImage.Generator(SEED);
        List<DemoImage> first = IntStream.range(0, images).mapToObj(generator::image).toList();
        if (!once) {
            progress.line("Dashboard       " + stack.endpoints().dashboardUrl());
        }
        List<String> missing = new ArrayList<>(run.batch(first, Duration.ofSeconds(timeout), out));
        if (checked != null) {
            missing.addAll(checked.check(Duration.ofSeconds(timeout), out));
        }
        out.println();
        where(stack.endpoints(), bridge, run.annotated()).forEach(out::println);
        if (!missing.isEmpty()) {
            PrintWriter errors = spec.commandLine().getErr();
            errors.println("Missing:");
            missing.forEach(line -> errors.println("  " + line));
        } else {
            out.println("All " + images + " images are in the tables, as expected.");
        }
        out.flush();
        if (once) {
            return missing.isEmpty() ? ExitCodes.OK : ExitCodes.INCOMPLETE;
        }
        keepGoing(run, generator, progress);
        return ExitCodes.OK;
    }

    private void keepGoing(DemoRun run, DemoImage.Generator generator, Progress progress)
            throws IOException {
        progress.line("One more every " + rate + " s. Ctrl-C stops; the data folder stays.");
        for (int number = images; !stopping; number++) {
            LockSupport.parkNanos(Duration.ofSeconds(rate).toNanos());
            if (!stopping) {
                DemoImage image = generator.image(number % DIFFERENT_IMAGES);
                run.one(image, Duration.ofSeconds(timeout));
            }
        }
    }

    private static List<String> where(Endpoints endpoints, DemoBridge bridge, Path annotated) {
        return List.of(
                "Console     " + bridge.consoleUrl(),
                "REST        " + endpoints.bridge().url() + "/docs",
                "Dashboard   " + endpoints.dashboardUrl(),
                "Metrics     " + endpoints.metricsUrl(),
                "PostgreSQL  "
                        + endpoints.databaseUrl()
                        + "  (schemas cv and cv_tenant_"
                        + TENANT
                        + ")",
                "Redis       " + endpoints.redisUrl(),
                "Kafka       " + endpoints.bootstrapServers() + "  (topics cv.*)",
                "S3          " + endpoints.s3().endpoint() + "  bucket " + endpoints.s3().bucket(),
                "Addresses   " + endpoints.dataFolder() + "/run/endpoints.json, with the S3 keys",
                "Annotated   " + annotated);
    }
}
