package ke.co.datacraft.cv.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

@AnalyzeClasses(
        packages = "ke.co.datacraft.cv.contracts",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    void encryptionKnowsTheJavaPlatformAlone(JavaClasses contracts) {
        classes()
                .that()
                .resideInAPackage("ke.co.datacraft.cv.contracts.encryption..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "javax.crypto..", "ke.co.datacraft.cv.contracts.encryption..")
                .check(contracts);
    }

    @ArchTest
    void knowsJavaAndJacksonOnly(JavaClasses contracts) {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "com.fasterxml.jackson..",
                        "ke.co.datacraft.cv.contracts..")
                .check(contracts);
    }
}
