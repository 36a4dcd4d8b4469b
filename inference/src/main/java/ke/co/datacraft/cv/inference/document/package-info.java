/**
 * Files as pages: {@link ke.co.datacraft.cv.inference.document.PageSource} hides whether a page is
 * decoded or rendered. The only package that knows PDFBox.
 */
package ke.co.datacraft.cv.inference.document;
