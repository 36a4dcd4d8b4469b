package ke.co.datacraft.cv.standalone.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.scenes.CocoDataset;
import ke.co.datacraft.cv.standalone.scenes.SceneSeries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cv scenes generate}: frames as files with their truth. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Writes frames as JPEG and what is on them as annotations.json in COCO's format.",
            "Objects of which too little is to be seen are marked iscrowd, so that nobody counts"
                    + " them."
        })
final class ScenesGenerateCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to.")
    private Path folder;

    @Mixin private SceneOptions options;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        int frames = options.frames();
        SceneSeries series = options.series();
        CocoDataset dataset = new CocoDataset(folder);
        for (int number = 0; number < frames; number++) {
            dataset.add(series.frame(number));
        }
        Path annotations = dataset.finish();
        spec.commandLine().getOut().println(frames + " frames and " + annotations);
        return ExitCodes.OK;
    }
}
