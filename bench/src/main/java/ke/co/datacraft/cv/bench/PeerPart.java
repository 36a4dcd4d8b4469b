package ke.co.datacraft.cv.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.image.PreprocessSpec;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.ChannelOrder;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.Resize;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.model.ModelManifest;

/**
 * VisionJob end to end and the plain loop against Node with sharp and onnxruntime-node: same
 * images, same model, detections compared.
 */
final class PeerPart {

    private static final List<String> DECODERS = List.of("yolox", "yolov8");

    private final BenchSetup setup;
    private final int threads = Runtime.getRuntime().availableProcessors();

    PeerPart(BenchSetup setup) {
        this.setup = setup;
    }

    void run(Report report) throws Exception {
        report.section("Peer: Node with sharp and onnxruntime-node, from file to boxes");
        Path folder;
        try {
            folder = NodePeer.install();
        } catch (IOException e) {
            report.line("not measured: %s; it needs node 20 and npm", e.getMessage());
            return;
        }
        try (LoadedModel model = Models.load(setup.model())) {
            ModelManifest manifest = model.manifest();
            String decoder = manifest.decoder().id();
            if (!DECODERS.contains(decoder)
                    || manifest.input().toSpec().resize() == Resize.STRETCH) {
                report.line("not measured: the peer reads letterboxed %s models", DECODERS);
                return;
            }
            Map<String, Object> settings = settings(manifest, decoder);
            try (NodePeer tuned = peer(folder, settings, 1, 2);
                    NodePeer parallel = peer(folder, settings, threads, 1);
                    ObjectDetector detector = new ObjectDetector(Models.load(setup.model()));
                    VisionJobRun job =
                            new VisionJobRun(
                                    setup.scratch().resolve("data"),
                                    setup.model(),
                                    setup.images(),
                                    threads)) {
                measure(report, detector, job, List.of(tuned, parallel));
            }
        }
    }

    private void measure(
            Report report, ObjectDetector detector, VisionJobRun job, List<NodePeer> peers)
            throws Exception {
        PlainLoop plain = new PlainLoop(detector, setup.images());
        ConcurrentLoop loop = new ConcurrentLoop(threads);
        int count = setup.count();
        report.columns("image");
        List<Measurement> all =
                new Rounds()
                        .add("plain loop, file to boxes", () -> loop.run(count, plain::caller))
                        .add("VisionJob, Kafka to PostgreSQL and Redis", () -> job.run(count))
                        .add("Node, 2 images under way", () -> peers.get(0).run(count))
                        .add(
                                "Node, " + threads + " threads with a session each",
                                () -> peers.get(1).run(count))
                        .run(setup.rounds());
        all.forEach(report::row);
        double tuned = all.get(2).rate();
        double best = Math.max(tuned, all.get(3).rate());
        report.ratio("  images/s, plain loop / Node", all.get(0).rate() / tuned);
        report.ratio("  images/s, plain loop / Node at its best", all.get(0).rate() / best);
        report.atLeast("  images/s, VisionJob / Node", all.get(1).rate() / tuned, 1.5);
        report.atLeast("  images/s, VisionJob / Node at its best", all.get(1).rate() / best, 1.5);
        List<List<NodePeer.Found>> theirs = peers.get(0).detections();
        List<List<NodePeer.Found>> ours = plain.detections();
        report.line(
                "%-52s %10d",
                "  objects of confidence 0.5 and up, plain loop",
                ours.stream().mapToLong(DetectionAgreement::certain).sum());
        report.atLeast(
                "  of either side's, found by the other, IoU >= 0.9",
                DetectionAgreement.share(ours, theirs),
                0.95);
    }

    private NodePeer peer(Path folder, Map<String, Object> settings, int count, int underWay)
            throws IOException {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("threads", count);
        all.put("underWay", underWay);
        return NodePeer.start(folder, all, setup.scratch().resolve("peer-" + count + ".json"));
    }

    private Map<String, Object> settings(ModelManifest manifest, String decoder) {
        PreprocessSpec spec = manifest.input().toSpec();
        Map<String, Object> input =
                Map.of(
                        "width", spec.width(),
                        "height", spec.height(),
                        "bgr", spec.channels() == ChannelOrder.BGR,
                        "center", spec.resize() == Resize.LETTERBOX_CENTER,
                        "mean", spec.mean(),
                        "deviation", spec.standardDeviation(),
                        "scale", spec.scale(),
                        "pad", spec.padValue());
        return Map.of(
                "model", setup.model().toAbsolutePath().toString(),
                "files",
                        setup.images().stream()
                                .map(file -> file.toAbsolutePath().toString())
                                .toList(),
                "intraOpThreads", 1,
                "input", input,
                "decoder", decoder,
                "confidence", manifest.thresholds().confidence(),
                "iou", manifest.thresholds().iou(),
                "maxDetections", manifest.thresholds().maxDetections());
    }
}
