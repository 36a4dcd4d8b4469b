package ke.co.datacraft.cv.kubernetes.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the pages tell to type: in fences of a shell or of SQL, and in running text. */
final class DocumentedCommands {

    private static final Path ROOT = Path.of("..");

    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern COMMAND =
            Pattern.compile("(?:\\./cv|kubectl|helm|docker|flink|psql|mvn|\\S+\\.sh) .*");
    private static final Pattern STATEMENT = Pattern.compile("(?:SELECT|ALTER|DROP|DELETE) .*");

    private DocumentedCommands() {}

    /**
     * A command.
     *
     * @param page where it stands
     * @param words program and arguments
     * @param whole whether it is all that is to be typed; in running text arguments may be left out
     */
    record Command(Path page, List<String> words, boolean whole) {

        String program() {
            return words.get(0);
        }

        /** All after the program. */
        List<String> arguments() {
            return words.subList(1, words.size());
        }

        @Override
        public String toString() {
            return page.getFileName() + ": " + String.join(" ", words);
        }
    }

    /** The pages of operations, and those that tell how to install. */
    static Stream<Path> pages() {
        return Stream.of(
                        list(ROOT.resolve("docs/operations")),
                        list(ROOT.resolve("docs/runbooks")),
                        Stream.of("docs/kubernetes.md", "docs/compose.md", "README.md")
                                .map(ROOT::resolve))
                .flatMap(pages -> pages);
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All commands. */
    static Stream<Command> commands() {
        return pages().flatMap(page -> commands(page).stream());
    }

    private static List<Command> commands(Path page) {
        List<Command> commands = new ArrayList<>();
        String text = read(page);
        FENCE.matcher(text)
                .results()
                .filter(fence -> fence.group(1).equals("sh"))
                .forEach(fence -> add(commands, page, fence.group(2), true));
        CODE.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(code -> code.group(1))
                .filter(code -> COMMAND.matcher(code).matches())
                .forEach(code -> add(commands, page, code, false));
        return commands;
    }

    private static void add(List<Command> commands, Path page, String text, boolean whole) {
        ShellReader.read(text).forEach(words -> commands.add(new Command(page, words, whole)));
    }

    /** Statements of SQL: in fences, in running text, and as {@code -c} of {@code psql}. */
    static Stream<String> statements() {
        return pages().flatMap(page -> statements(page).stream());
    }

    private static List<String> statements(Path page) {
        List<String> statements = new ArrayList<>();
        String text = read(page);
        FENCE.matcher(text)
                .results()
                .filter(fence -> fence.group(1).equals("sql"))
                .forEach(
                        fence -> statements.addAll(List.of(fence.group(2).strip().split(";\\s*"))));
        CODE.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(code -> code.group(1))
                .filter(code -> STATEMENT.matcher(code).matches())
                .forEach(statements::add);
        for (Command command : commands(page)) {
            for (int i = 1; command.program().equals("psql") && i < command.words().size(); i++) {
                if (command.words().get(i - 1).equals("-c")) {
                    statements.add(command.words().get(i));
                }
            }
        }
        return statements;
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
