package ke.co.datacraft.cv.bridge.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionDocumentsTest {

    /** The examples of RFC 7396 whose target and patch are objects. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'a':'b'} | {'a':'c'} | {'a':'c'}",
                "{'a':'b'} | {'b':'c'} | {'a':'b','b':'c'}",
                "{'a':'b'} | {'a':null} | {}",
                "{'a':'b','b':'c'} | {'a':null} | {'b':'c'}",
                "{'a':['b']} | {'a':'c'} | {'a':'c'}",
                "{'a':'c'} | {'a':['b']} | {'a':['b']}",
                "{'a':{'b':'c'}} | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
                "{'a':[{'b':'c'}]} | {'a':[1]} | {'a':[1]}",
                "{'e':null} | {'a':1} | {'e':null,'a':1}",
                "{} | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}",
            })
    void aPatchIsMerged(String target, String patch, String result) {
        ObjectNode document = object(target);

        assertThat(DefinitionDocuments.merged(document, object(patch))).isEqualTo(object(result));
        assertThat(document).as("stays as it was").isEqualTo(object(target));
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) BridgeJson.tree(json.replace('\'', '"'));
    }
}
