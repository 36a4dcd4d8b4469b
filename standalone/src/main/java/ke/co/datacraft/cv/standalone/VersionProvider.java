package ke.co.datacraft.cv.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote down. */
final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream file =
                VersionProvider.class.getResourceAsStream("/cv-version.properties")) {
            properties.load(file);
        }
        return new String[] {
            "cv " + properties.getProperty("version"),
            "Flink " + properties.getProperty("flink"),
            "Java " + Runtime.version()
        };
    }
}
