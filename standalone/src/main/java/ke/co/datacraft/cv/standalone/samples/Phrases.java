package ke.co.datacraft.cv.standalone.samples;

import java.util.List;
import java.util.Map;

/** Text for the samples, by language. */
final class Phrases {

    static final List<String> LANGUAGES = List.of("eng", "fra", "deu", "spa");

    private static final Map<String, List<String>> TITLES =
            Map.of(
                    "eng", List.of("Delivery note", "Minutes of the meeting", "Letter of thanks"),
                    "fra", List.of("Bon de livraison", "Procès-verbal", "Lettre à la mairie"),
                    "deu", List.of("Lieferschein", "Prüfbericht", "Einladung zur Übergabe"),
                    "spa", List.of("Nota de entrega", "Informe técnico", "Carta al señor Núñez"));

    private static final Map<String, List<String>> SENTENCES =
            Map.of(
                    "eng",
                    List.of(
                            "The harbour opens early in the morning.",
                            "Please count the boxes before you sign.",
                            "Two cameras watch the northern entrance.",
                            "Our engineers repaired the bridge in spring.",
                            "Fresh water arrives every second Tuesday.",
                            "The weather station reports strong wind.",
                            "Visitors leave their bags with the guard.",
                            "A copy of this page stays in the office."),
                    "fra",
                    List.of(
                            "Le marché ouvre très tôt le dimanche.",
                            "Les élèves ont visité le château hier.",
                            "Merci de vérifier la quantité livrée.",
                            "La fenêtre du garage reste fermée.",
                            "Notre société répare des vélos usagés.",
                            "Le café près de la gare est complet.",
                            "Où se trouve la boîte aux lettres ?",
                            "Une réponse écrite sera nécessaire."),
                    "deu",
                    List.of(
                            "Der Zug fährt heute über München.",
                            "Bitte prüfen Sie die Stückzahl genau.",
                            "Die Brücke wird im Frühling geöffnet.",
                            "Unsere Bäckerei schließt gegen sechs.",
                            "Größere Pakete kommen am Donnerstag.",
                            "Das Gebäude gehört der Universität.",
                            "Der Schlüssel liegt unter der Treppe.",
                            "Für Rückfragen stehen wir bereit."),
                    "spa",
                    List.of(
                            "El camión llegará mañana por la tarde.",
                            "Los niños juegan en el jardín pequeño.",
                            "La reunión empezó después del almuerzo.",
                            "Necesitamos más información técnica.",
                            "El señor Muñoz vive cerca del río.",
                            "Este año habrá más autobuses eléctricos.",
                            "La estación está detrás del museo.",
                            "Gracias por su rápida contestación."));

    static final List<List<String>> SIGNS =
            List.of(
                    List.of("MARKET STREET", "NORTH"),
                    List.of("AIRPORT", "TERMINAL 2"),
                    List.of("HARBOUR ROAD", "EXIT 24"),
                    List.of("CITY CENTRE", "3 KM"),
                    List.of("STADION", "PARKPLATZ"),
                    List.of("PLAZA MAYOR", "CENTRO"),
                    List.of("GARE CENTRALE", "SORTIE 7"),
                    List.of("HOSPITAL", "EAST GATE"));

    static final List<String> SHOPS =
            List.of("CORNER BAKERY", "GREEN GROCER", "PAPER AND INK", "BLUE KITCHEN");

    static final List<String> GOODS =
            List.of(
                    "Bread",
                    "Butter",
                    "Coffee",
                    "Honey",
                    "Lemons",
                    "Notebook",
                    "Olives",
                    "Pencil",
                    "Pepper",
                    "Tomatoes",
                    "Yoghurt",
                    "Candles");

    private Phrases() {}

    static List<String> titles(String language) {
        return TITLES.get(language);
    }

    static List<String> sentences(String language) {
        return SENTENCES.get(language);
    }
}
