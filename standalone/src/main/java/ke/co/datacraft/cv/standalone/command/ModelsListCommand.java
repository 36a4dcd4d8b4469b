package ke.co.datacraft.cv.standalone.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.inference.model.BrokenManifest;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.standalone.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cv models list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Lists every model that has a manifest or a file, and how its file is.",
            "Exit code 1 when a file is damaged or a manifest is wrong."
        })
final class ModelsListCommand implements Callable<Integer> {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** How the list is printed. */
    enum Format {
        /** Columns for people. */
        TABLE,
        /** One array of objects. */
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Mixin private ModelsTarget target;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Format format;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        ModelRepository repository = target.repository();
        List<ModelRow> rows = new ArrayList<>();
        repository.models().forEach(model -> rows.add(ModelRow.of(repository, model)));
        switch (format) {
            case TABLE -> print(rows);
            case JSON -> spec.commandLine().getOut().println(JSON.writeValueAsString(rows));
        }
        for (BrokenManifest broken : repository.broken()) {
            spec.commandLine().getErr().println("cv: " + broken.problem().getMessage());
        }
        spec.commandLine().getOut().flush();
        boolean well = repository.broken().isEmpty() && rows.stream().noneMatch(ModelRow::damaged);
        return well ? ExitCodes.OK : ExitCodes.INCOMPLETE;
    }

    private void print(List<ModelRow> rows) {
        TextTable table =
                new TextTable(
                        "NAME", "VERSION", "TASK", "DECODER", "LICENCE", "STATE", "SIZE", "WHERE");
        for (ModelRow row : rows) {
            table.add(
                    row.name(),
                    row.version(),
                    row.task(),
                    row.decoder(),
                    row.licence(),
                    row.state(),
                    row.sizeBytes() == 0 ? null : ByteCounts.text(row.sizeBytes()),
                    row.where());
        }
        table.print(spec.commandLine().getOut());
    }
}
