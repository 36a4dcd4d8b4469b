package ke.co.datacraft.cv.inference;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

/** Keeps each foreign library behind one package. */
@AnalyzeClasses(
        packages = "ke.co.datacraft.cv.inference",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "ke.co.datacraft.cv.inference";

    @ArchTest
    void onlyOnnxSeesTheRuntime(JavaClasses imported) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".onnx")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(imported);
    }

    @ArchTest
    void onlyImageAndOpenCvSeeOpenCv(JavaClasses imported) {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".image", ROOT + ".opencv")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco.opencv..")
                .check(imported);
    }

    @ArchTest
    void onlyVideoSeesFfmpeg(JavaClasses imported) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".video")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco.ffmpeg..", "org.bytedeco.javacv..")
                .check(imported);
    }

    @ArchTest
    void onlyBarcodeSeesZxing(JavaClasses imported) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".barcode")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.zxing..")
                .check(imported);
    }

    @ArchTest
    void onlyOcrSeesTesseract(JavaClasses imported) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".ocr")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "net.sourceforge.tess4j..",
                        "org.bytedeco.tesseract..",
                        "org.bytedeco.leptonica..")
                .check(imported);
    }

    @ArchTest
    void onlyDocumentSeesPdfBox(JavaClasses imported) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".document")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.pdfbox..", "org.apache.fontbox..")
                .check(imported);
    }

    @ArchTest
    void decodingIsPure(JavaClasses imported) {
        classes()
                .that()
                .resideInAPackage(ROOT + ".decode")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", ROOT, ROOT + ".decode")
                .check(imported);
    }

    @ArchTest
    void batchingIsPure(JavaClasses imported) {
        classes()
                .that()
                .resideInAPackage(ROOT + ".batch")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", ROOT, ROOT + ".batch")
                .check(imported);
    }
}
