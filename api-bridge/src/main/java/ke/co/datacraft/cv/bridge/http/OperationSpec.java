package ke.co.datacraft.cv.bridge.http;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One operation of {@code openapi.yaml}.
 *
 * @param id its {@code operationId}
 * @param method HTTP method in capitals
 * @param path path with {@code {name}} for its parameters
 * @param roles who may call it; empty for everyone, signed in or not
 * @param parameters its parameters, by place and name
 * @param body what its JSON body must be, or null where it takes none
 * @param bodyRequired whether a JSON body must be there
 * @param contentTypes media types that its body may have; empty where it takes none
 */
public record OperationSpec(
        String id,
        String method,
        String path,
        Set<Role> roles,
        List<ParameterSpec> parameters,
        SchemaCheck body,
        boolean bodyRequired,
        Set<String> contentTypes) {

    /** Names of the parameters in one place, {@code query} or {@code header}. */
    public List<String> names(String in) {
        return parameters.stream().filter(p -> p.in().equals(in)).map(ParameterSpec::name).toList();
    }

    /**
     * @throws ApiError when a parameter is unknown, missing or wrong
     */
    void checkParameters(
            Map<String, String> path,
            Map<String, List<String>> query,
            java.util.function.Function<String, String> header) {
        for (String name : query.keySet()) {
            if (parameters.stream()
                    .noneMatch(p -> p.in().equals("query") && p.name().equals(name))) {
                throw new ApiError(
                                ErrorCode.UNKNOWN_PARAMETER,
                                "There is no parameter '" + Shown.of(name) + "' here")
                        .field(Shown.of(name))
                        .cure("Known are: " + String.join(", ", names("query")));
            }
        }
        for (ParameterSpec parameter : parameters) {
            switch (parameter.in()) {
                case "path" -> parameter.check(List.of(path.get(parameter.name())));
                case "query" -> parameter.check(query.getOrDefault(parameter.name(), List.of()));
                case "header" -> {
                    String value = header.apply(parameter.name());
                    parameter.check(value == null ? List.of() : List.of(value));
                }
                default -> throw new IllegalStateException(id + ": parameter in " + parameter.in());
            }
        }
    }
}
