package ke.co.datacraft.cv.operators.fetch;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;

/** Answers each attempt with the next thing it was told; the last one for ever. */
final class TestingFetcher implements Fetcher {

    /** One answer. */
    interface Answer {
        FetchStream open() throws FetchException;
    }

    private final Deque<Answer> answers = new ArrayDeque<>();
    private int attempts;

    TestingFetcher thenFails(FetchException failure) {
        return then(
                () -> {
                    throw failure;
                });
    }

    TestingFetcher thenGives(byte[] bytes) {
        return then(() -> new FetchStream(new ByteArrayInputStream(bytes), bytes.length, () -> {}));
    }

    TestingFetcher then(Answer answer) {
        answers.addLast(answer);
        return this;
    }

    /** Answers with this from now on. */
    TestingFetcher only(Answer answer) {
        answers.clear();
        return then(answer);
    }

    int attempts() {
        return attempts;
    }

    @Override
    public FetchStream open(URI uri) throws FetchException {
        attempts++;
        return (answers.size() > 1 ? answers.removeFirst() : answers.getFirst()).open();
    }
}
