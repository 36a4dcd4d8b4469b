package ke.co.datacraft.cv.bridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("ke.co.datacraft.cv.bridge");

    @Test
    void onlyHttpSeesTheWebFramework() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..bridge.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.javalin..")
                .check(CLASSES);
    }
}
