package ke.co.datacraft.cv.kubernetes.operations;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes text of a shell apart into simple commands: those of pipes and lists, and those in {@code
 * $(...)}. Assignments before a command, redirections and comments are left out.
 */
final class ShellReader {

    /** Stands for what a command in {@code $(...)} prints. */
    static final String PRINTED = "PRINTED";

    private static final String ENDS = "|&;\n";

    private final String text;
    private final List<List<String>> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private StringBuilder word;
    private boolean redirected;
    private int place;

    private ShellReader(String text) {
        this.text = text;
    }

    /** Words of each command. */
    static List<List<String>> read(String text) {
        ShellReader reader = new ShellReader(text);
        while (reader.place < text.length()) {
            reader.step(text.charAt(reader.place));
        }
        reader.endCommand();
        return reader.commands;
    }

    private void step(char c) {
        if (c == '\\') {
            escaped();
        } else if (c == '\'') {
            int end = text.indexOf('\'', place + 1);
            word().append(text, place + 1, end);
            place = end + 1;
        } else if (c == '"') {
            quoted();
        } else if (text.startsWith("$(", place)) {
            substitution();
        } else if (c == '#' && word == null) {
            int end = text.indexOf('\n', place);
            place = end < 0 ? text.length() : end;
        } else if (ENDS.indexOf(c) >= 0) {
            endCommand();
            place++;
        } else if (c == '<' || c == '>') {
            endWord();
            redirected = true;
            place++;
        } else if (Character.isWhitespace(c)) {
            endWord();
            place++;
        } else {
            word().append(c);
            place++;
        }
    }

    private void escaped() {
        if (place + 1 < text.length() && text.charAt(place + 1) != '\n') {
            word().append(text.charAt(place + 1));
        }
        place += 2;
    }

    private void quoted() {
        word();
        place++;
        while (text.charAt(place) != '"') {
            if (text.startsWith("$(", place)) {
                substitution();
            } else {
                word.append(text.charAt(place++));
            }
        }
        place++;
    }

    private void substitution() {
        int depth = 1;
        int end = place + 2;
        while (depth > 0) {
            char c = text.charAt(end++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        commands.addAll(read(text.substring(place + 2, end - 1)));
        word().append(PRINTED);
        place = end;
    }

    private StringBuilder word() {
        if (word == null) {
            word = new StringBuilder();
        }
        return word;
    }

    private void endWord() {
        if (word == null) {
            return;
        }
        boolean assignment = words.isEmpty() && word.toString().matches("(?s)\\w+=.*");
        boolean keyword = words.isEmpty() && word.toString().equals("do");
        if (!redirected && !assignment && !keyword) {
            words.add(word.toString());
        }
        redirected = false;
        word = null;
    }

    private void endCommand() {
        endWord();
        if (!words.isEmpty()) {
            commands.add(List.copyOf(words));
        }
        words = new ArrayList<>();
    }
}
