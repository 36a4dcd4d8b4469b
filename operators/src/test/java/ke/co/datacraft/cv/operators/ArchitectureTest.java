package ke.co.datacraft.cv.operators;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** Keeps connectors and configuration out, and the pure parts pure. */
@AnalyzeClasses(
        packages = "ke.co.datacraft.cv.operators",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "ke.co.datacraft.cv.operators";

    private static final String CONTRACTS = "ke.co.datacraft.cv.contracts.";
    private static final String INFERENCE = "ke.co.datacraft.cv.inference.";

    private static final Set<String> ANALYSES =
            Set.of(INFERENCE + "Detection", INFERENCE + "TextElement");

    private static final Set<String> RESULTS =
            Set.of(
                    CONTRACTS + "DetectedObject",
                    CONTRACTS + "RecognizedText",
                    CONTRACTS + "TextLine",
                    CONTRACTS + "TextWord",
                    CONTRACTS + "ImageQuality");

    @ArchTest
    static final ArchRule KNOWS_NO_CONNECTOR =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.flink.connector.kafka..",
                            "org.apache.flink.connector.jdbc..",
                            "org.apache.kafka..",
                            "org.postgresql..",
                            "java.sql..",
                            "picocli..");

    @ArchTest
    static final ArchRule READS_NO_CONFIGURATION =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("org.apache.flink.configuration.Configuration");

    @ArchTest
    static final ArchRule ONLY_THE_METRICS_KNOW_PROMETHEUS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".metrics")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.prometheus..", "org.apache.flink.metrics.prometheus..");

    @ArchTest
    static final ArchRule ONLY_REDIS_AND_THE_SINK_KNOW_JEDIS =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            ROOT + ".redis",
                            ROOT + ".sink",
                            ROOT + ".vision",
                            ROOT + ".fetch",
                            ROOT + ".camera.store")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("redis.clients..");

    @ArchTest
    void onlyTheMappersTurnAnalysesIntoContractsAndBack(JavaClasses imported) {
        classes().should(new MapNoAnalyses()).check(imported);
    }

    @ArchTest
    static final ArchRule JOB_PROGRESS_IS_PURE =
            noClasses()
                    .that()
                    .haveNameMatching(".*\\.job\\.(JobProgress|JobFacts|JobCounts|ReferenceEntry)")
                    .or()
                    .haveNameMatching(".*\\.admission\\.(ReferenceAdmission|RecordSubject)")
                    .or()
                    .haveNameMatching(".*\\.sink\\.(ResultRows|JobRows|Column.*)")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink..");

    /** Whoever knows both the one and the other maps between them. */
    private static final class MapNoAnalyses extends ArchCondition<JavaClass> {

        private MapNoAnalyses() {
            super("leave the mapping of analyses to contracts to ResultMapper and FrameMapper");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            if (knows(type, ANALYSES)
                    && knows(type, RESULTS)
                    && !type.getName().startsWith(ROOT + ".vision.ResultMapper")
                    && !type.getName().equals(ROOT + ".analytics.FrameMapper")) {
                events.add(
                        SimpleConditionEvent.violated(
                                type, type.getName() + " maps analyses to contracts"));
            }
        }

        private static boolean knows(JavaClass type, Set<String> names) {
            return type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(dependency -> names.contains(dependency.getTargetClass().getName()));
        }
    }
}
