package ke.co.datacraft.cv.bench;

import java.util.List;
import ke.co.datacraft.cv.standalone.CommandProvider;

/** Adds {@code cv bench} to the command line. */
public final class BenchCommandProvider implements CommandProvider {

    @Override
    public List<Object> commands() {
        return List.of(new BenchCommand());
    }
}
