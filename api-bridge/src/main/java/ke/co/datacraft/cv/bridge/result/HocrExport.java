package ke.co.datacraft.cv.bridge.result;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * hOCR 1.2 (kba.github.io/hocr-spec/1.2) as XHTML, so that readers of HTML and of XML take it: a
 * page for each image that text was looked for on, its lines and words with boxes and confidence.
 */
final class HocrExport implements ResultExport {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();
    private static final String XHTML = "http://www.w3.org/1999/xhtml";

    @Override
    public void write(ExportSource source, BoxFormat boxes, OutputStream out) throws IOException {
        try {
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeDTD("<!DOCTYPE html>");
            xml.writeStartElement("html");
            xml.writeDefaultNamespace(XHTML);
            head(xml, source);
            xml.writeStartElement("body");
            HocrPages pages = new HocrPages(xml);
            source.results(
                    result -> {
                        try {
                            pages.write(result);
                        } catch (XMLStreamException e) {
                            throw new IOException(e);
                        }
                    });
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void head(XMLStreamWriter xml, ExportSource source) throws XMLStreamException {
        xml.writeStartElement("head");
        xml.writeStartElement("title");
        xml.writeCharacters(HocrPages.clean(source.jobName()));
        xml.writeEndElement();
        meta(xml, "ocr-system", "computer-vision");
        meta(xml, "ocr-capabilities", "ocr_page ocr_carea ocr_line ocrx_word ocrp_wconf");
        xml.writeEndElement();
    }

    private static void meta(XMLStreamWriter xml, String name, String content)
            throws XMLStreamException {
        xml.writeEmptyElement("meta");
        xml.writeAttribute("name", name);
        xml.writeAttribute("content", content);
    }
}
