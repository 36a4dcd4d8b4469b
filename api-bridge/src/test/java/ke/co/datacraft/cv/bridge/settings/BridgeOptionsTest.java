package ke.co.datacraft.cv.bridge.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BridgeOptionsTest {

    /** What is declared and not listed would be read, but neither documented nor checked. */
    @Test
    void everyOptionThatIsDeclaredIsListed() throws IllegalAccessException {
        assertThat(declared()).isNotEmpty();
        assertThat(BridgeOptions.all()).containsAll(declared());
    }

    private static List<BridgeOption<?>> declared() throws IllegalAccessException {
        List<BridgeOption<?>> options = new ArrayList<>();
        for (JavaClass settings :
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("ke.co.datacraft.cv.bridge")) {
            for (var declared : settings.getFields()) {
                boolean isOption = declared.getRawType().isEquivalentTo(BridgeOption.class);
                if (isOption && declared.getModifiers().contains(JavaModifier.STATIC)) {
                    Field field = declared.reflect();
                    field.setAccessible(true);
                    options.add((BridgeOption<?>) field.get(null));
                }
            }
        }
        return options;
    }
}
