package ke.co.datacraft.cv.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Connectors stay in their packages; business rules stay out. */
@AnalyzeClasses(
        packages = "ke.co.datacraft.cv",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] CONNECTORS = {
        "org.apache.flink.connector.kafka..",
        "org.apache.flink.connector.jdbc..",
        "org.apache.kafka..",
        "org.postgresql..",
        "java.sql.."
    };

    @ArchTest
    static final ArchRule ONLY_JOBS_KNOWS_CONNECTORS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("ke.co.datacraft.cv.jobs..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(CONNECTORS);

    @ArchTest
    static final ArchRule KAFKA_STAYS_IN_ITS_PACKAGE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..jobs.kafka..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule SQL_STAYS_IN_ITS_PACKAGE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..jobs.postgres..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.flink.connector.jdbc..", "java.sql..");

    @ArchTest
    static final ArchRule JOBS_DOES_NOT_SEE_IMAGES =
            noClasses()
                    .that()
                    .resideInAPackage("ke.co.datacraft.cv.jobs..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("ke.co.datacraft.cv.inference..", "redis.clients..");

    @ArchTest
    void packagesHaveNoCycles(JavaClasses classes) {
        slices().matching("ke.co.datacraft.cv.jobs.(*)..").should().beFreeOfCycles().check(classes);
    }
}
