package ke.co.datacraft.cv.standalone.flinksql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.services.ServiceException;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.SqlParserException;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.ValidationException;

/** Flink's tables in this process, as a session of its SQL client has them. */
public final class SqlSession {

    private static final String MODE = ExecutionOptions.RUNTIME_MODE.key();

    private final TableEnvironment tables;
    private final SqlVariables variables;

    private SqlSession(TableEnvironment tables, SqlVariables variables) {
        this.tables = tables;
        this.variables = variables;
    }

    /**
     * Opens a session for scripts.
     *
     * @param statements what will be executed: the mode is set when a session begins, so that the
     *     last one that they set holds
     * @param options options of Flink, weaker than what scripts set
     * @param variables values of variables
     */
    public static SqlSession open(
            List<SqlStatement> statements, Map<String, String> options, SqlVariables variables) {
        Configuration configuration = Configuration.fromMap(options);
        statements.stream()
                .flatMap(statement -> statement.assignment().stream())
                .filter(set -> set.key().equals(MODE))
                .forEach(set -> configuration.setString(MODE, set.value()));
        // Times are shown as the contracts write them.
        if (!configuration.containsKey("table.local-time-zone")) {
            configuration.setString("table.local-time-zone", "UTC");
        }
        try {
            return new SqlSession(
                    TableEnvironment.create(
                            EnvironmentSettings.newInstance()
                                    .withConfiguration(configuration)
                                    .build()),
                    variables);
        } catch (IllegalArgumentException e) {
            throw new UsageException("Flink refuses the options: " + e.getMessage());
        }
    }

    /** Whether jobs read what is there now and end. */
    public boolean isBatch() {
        return tables.getConfig().get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.BATCH;
    }

    /**
     * Executes a statement. A job goes on when this returns.
     *
     * @throws UsageException when Flink does not take it
     * @throws ServiceException when what it needs is away
     */
    public TableResult execute(SqlStatement statement) {
        SqlStatement resolved = variables.resolve(statement);
        try {
            var assignment = resolved.assignment();
            if (assignment.isPresent()) {
                return set(assignment.get());
            }
            return tables.executeSql(resolved.text());
        } catch (SqlParserException | ValidationException e) {
            throw new UsageException(message(statement, e));
        } catch (TableException e) {
            throw new ServiceException(message(statement, e), e);
        }
    }

    private TableResult set(SqlStatement.Assignment assignment) {
        if (!assignment.key().equals(MODE)) {
            tables.getConfig().set(assignment.key(), assignment.value());
        }
        return null;
    }

    /** Whether there are rows to read; not of a definition or a job that writes. */
    public static boolean hasRows(TableResult result) {
        return result != null && result.getResultKind() == ResultKind.SUCCESS_WITH_CONTENT;
    }

    /**
     * Prints rows to the standard output until there are no more.
     *
     * @throws ServiceException when their job failed
     */
    public void print(SqlStatement statement, TableResult rows) {
        try {
            rows.print();
        } catch (RuntimeException e) {
            throw new ServiceException(message(statement, e), e);
        }
    }

    /**
     * Waits until a job is over.
     *
     * @throws ServiceException when it failed
     */
    public void await(SqlStatement statement, TableResult job) throws InterruptedException {
        try {
            job.await();
        } catch (ExecutionException e) {
            throw new ServiceException(message(statement, e), e);
        }
    }

    /** What went wrong: what Flink says and the two deepest causes, without secrets. */
    private String message(SqlStatement statement, Throwable failure) {
        List<String> messages =
                causes(failure).stream()
                        .map(cause -> cause.getMessage() == null ? "" + cause : cause.getMessage())
                        .distinct()
                        .toList();
        StringBuilder text = new StringBuilder(messages.get(0));
        for (String cause : messages.subList(Math.max(1, messages.size() - 2), messages.size())) {
            if (text.indexOf(cause) < 0) {
                text.append(": ").append(cause);
            }
        }
        return variables.hide(statement.place() + ": " + text);
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable at = failure; at != null && !causes.contains(at); at = at.getCause()) {
            causes.add(at);
        }
        return causes;
    }
}
