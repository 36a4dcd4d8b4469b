package ke.co.datacraft.cv.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "ke.co.datacraft.cv.standalone",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule SERVICES_KNOW_NO_JOB =
            noClasses()
                    .that()
                    .resideInAPackage("..services..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "ke.co.datacraft.cv.jobs..",
                            "ke.co.datacraft.cv.sql..",
                            "..standalone.command..",
                            "..standalone.client..",
                            "..standalone.samples..");

    @ArchTest
    static final ArchRule CLIENTS_USE_THE_SYSTEM_FROM_OUTSIDE =
            noClasses()
                    .that()
                    .resideInAPackage("..standalone.client..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "ke.co.datacraft.cv.jobs..",
                            "ke.co.datacraft.cv.operators..",
                            "ke.co.datacraft.cv.inference..",
                            "..standalone.command..");

    @ArchTest
    static final ArchRule SAMPLES_STAND_ALONE =
            noClasses()
                    .that()
                    .resideInAPackage("..samples..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..standalone.command..",
                            "..standalone.client..",
                            "..standalone.services..",
                            "org.apache.flink..",
                            "org.apache.kafka..");

    @ArchTest
    static final ArchRule OPENCV_ONLY_WRITES_IMAGES =
            noClasses()
                    .that()
                    .haveSimpleNameNotStartingWith("ImageFiles")
                    .and()
                    .haveSimpleNameNotStartingWith("Annotator")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.bytedeco..");

    private ArchitectureTest() {}
}
