/**
 * Sample images of known content: documents in four languages, street signs and receipts. The same
 * number gives the same bytes on every machine; glyph outlines come from a font on the class path,
 * so no font of the system is needed.
 */
package ke.co.datacraft.cv.standalone.samples;
