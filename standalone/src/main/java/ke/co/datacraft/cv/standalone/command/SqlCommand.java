package ke.co.datacraft.cv.standalone.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.flinksql.SqlScript;
import ke.co.datacraft.cv.standalone.flinksql.SqlSession;
import ke.co.datacraft.cv.standalone.flinksql.SqlStatement;
import ke.co.datacraft.cv.standalone.flinksql.SqlVariables;
import org.apache.flink.table.api.TableResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cv sql}. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Runs Flink SQL scripts in a session of this process, in the order given.",
            "./cv sql sql/flink/tables sql/flink/jobs/occupancy.sql shows who is where in the running"
                    + " demo, until Ctrl-C."
        })
public final class SqlCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Scripts, or folders of them; sql/flink has some.")
    private List<Path> files;

    @Option(
            names = "--once",
            description =
                    "Read what is there now and end: each row once, with its last value, however late"
                            + " its messages came.")
    private boolean once;

    @Option(
            names = "-D",
            paramLabel = "NAME=VALUE",
            description = "Value of a variable of the scripts, such as CV_SQL_TENANT.")
    private Map<String, String> given = new LinkedHashMap<>();

    @Option(
            names = "--print",
            description =
                    "Print the statements for Flink's own SQL client instead, with all values but"
                            + " secret ones.")
    private boolean print;

    @Mixin private KafkaTarget target;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        List<SqlStatement> statements = statements();
        SqlVariables variables = SqlTarget.variables(target, System.getenv());
        variables.with(SqlVariables.END, once ? "latest-offset" : "unbounded");
        given.forEach(variables::with);
        if (print) {
            PrintWriter out = spec.commandLine().getOut();
            statements.forEach(s -> out.println(variables.show(s).text() + ";\n"));
            return ExitCodes.OK;
        }
        run(
                statements,
                SqlSession.open(
                        statements,
                        once ? Map.of("execution.runtime-mode", "batch") : Map.of(),
                        variables));
        return ExitCodes.OK;
    }

    private void run(List<SqlStatement> statements, SqlSession session)
            throws InterruptedException {
        Map<SqlStatement, TableResult> jobs = new LinkedHashMap<>();
        for (SqlStatement statement : statements) {
            TableResult result = session.execute(statement);
            if (!statement.writes()) {
                show(session, statement, result);
            } else if (session.isBatch()) {
                session.await(statement, result);
            } else {
                jobs.put(statement, result);
            }
        }
        for (Map.Entry<SqlStatement, TableResult> job : jobs.entrySet()) {
            session.await(job.getKey(), job.getValue());
        }
    }

    private static void show(SqlSession session, SqlStatement statement, TableResult result) {
        if (SqlSession.hasRows(result)) {
            session.print(statement, result);
        }
    }

    private List<SqlStatement> statements() {
        List<SqlStatement> statements = new ArrayList<>();
        for (Path file : scripts()) {
            try {
                statements.addAll(SqlScript.statements(Files.readString(file), file.toString()));
            } catch (IOException e) {
                throw new UsageException("Cannot read " + file + ": " + e);
            }
        }
        return statements;
    }

    private List<Path> scripts() {
        List<Path> scripts = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isDirectory(file)) {
                scripts.add(file);
                continue;
            }
            try (Stream<Path> inside = Files.list(file)) {
                inside.filter(path -> path.toString().endsWith(".sql"))
                        .sorted()
                        .forEach(scripts::add);
            } catch (IOException e) {
                throw new UsageException("Cannot read " + file + ": " + e);
            }
        }
        return scripts;
    }
}
