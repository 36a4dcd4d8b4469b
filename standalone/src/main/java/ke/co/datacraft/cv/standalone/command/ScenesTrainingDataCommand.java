package ke.co.datacraft.cv.standalone.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.scenes.SceneSeries;
import ke.co.datacraft.cv.standalone.scenes.TrainingSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cv scenes training-data}: frames as a network gets them. */
@Command(
        name = "training-data",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Writes frames at a network's size, with labels, for models/training.",
            "Files: images.u8, labels.f32, scenes.u8; see models/training/README.md."
        })
final class ScenesTrainingDataCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to.")
    private Path folder;

    @Option(
            names = "--input",
            paramLabel = "WxH",
            defaultValue = "512x288",
            description = "Size of the network's input in pixels (${DEFAULT-VALUE}).")
    private String input;

    @Option(
            names = "--every-pixel",
            description =
                    "Decode in full, as beside a task that needs every pixel; else to the smaller"
                            + " picture that a detector alone is given.")
    private boolean everyPixel;

    @Mixin private SceneOptions options;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        int[] sides = SceneOptions.sides("--input", input);
        int frames = options.frames();
        SceneSeries series = options.series();
        try (TrainingSet set = new TrainingSet(folder, sides[0], sides[1], everyPixel)) {
            for (int number = 0; number < frames; number++) {
                set.add(series.frame(number));
            }
        }
        spec.commandLine().getOut().println(frames + " frames in " + folder);
        return ExitCodes.OK;
    }
}
