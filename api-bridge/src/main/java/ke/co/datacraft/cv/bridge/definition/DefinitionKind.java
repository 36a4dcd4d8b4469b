package ke.co.datacraft.cv.bridge.definition;

import java.util.List;
import java.util.function.Function;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.RuleDefinition;
import ke.co.datacraft.cv.contracts.RuleValidator;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceValidator;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneValidator;

/**
 * What tells sources, zones and rules apart.
 *
 * @param noun what one is called
 * @param table table of its rows
 * @param type record of its messages
 * @param topic where they go
 * @param check what the types cannot check
 * @param columns columns that repeat parts of the definition
 */
record DefinitionKind<T extends Record>(
        String noun,
        String table,
        Class<T> type,
        Function<Topics, String> topic,
        Check<T> check,
        List<Column<T>> columns) {

    static final DefinitionKind<SourceDefinition> SOURCE =
            new DefinitionKind<>(
                    "source",
                    "cv.sources",
                    SourceDefinition.class,
                    Topics::sources,
                    SourceValidator::validate,
                    List.of(
                            new Column<>("name", SourceDefinition::name),
                            new Column<>("kind", source -> lower(source.kind())),
                            new Column<>("enabled", SourceDefinition::enabled),
                            new Column<>("tags", source -> source.tags().toArray(String[]::new))));

    static final DefinitionKind<ZoneDefinition> ZONE =
            new DefinitionKind<>(
                    "zone",
                    "cv.zones",
                    ZoneDefinition.class,
                    Topics::zones,
                    ZoneValidator::validate,
                    List.of(
                            new Column<>("name", ZoneDefinition::name),
                            new Column<>("source_id", ZoneDefinition::sourceId),
                            new Column<>("kind", zone -> lower(zone.kind())),
                            new Column<>("enabled", ZoneDefinition::enabled)));

    static final DefinitionKind<RuleDefinition> RULE =
            new DefinitionKind<>(
                    "rule",
                    "cv.rules",
                    RuleDefinition.class,
                    Topics::rules,
                    RuleValidator::validate,
                    List.of(
                            new Column<>("name", RuleDefinition::name),
                            new Column<>("severity", rule -> lower(rule.severity())),
                            new Column<>("enabled", RuleDefinition::enabled)));

    /** Checks a definition beside its key. */
    @FunctionalInterface
    interface Check<T> {

        void validate(String key, T definition) throws ContractException;
    }

    /**
     * A column of the table.
     *
     * @param name its name
     * @param value its value in a definition
     */
    record Column<T>(String name, Function<T, Object> value) {}

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }
}
