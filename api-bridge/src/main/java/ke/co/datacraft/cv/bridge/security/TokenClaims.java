package ke.co.datacraft.cv.bridge.security;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.contracts.SafeText;

/** What tokens say: names of claims, and the caller that they make. */
final class TokenClaims {

    static final String TENANT = "tenant";
    static final String ROLES = "roles";

    private static final int MAX_TENANT_LENGTH = 100;

    /** Tenants are parts of paths and of keys in the object storage. */
    private static final Pattern TENANT_NAME = Pattern.compile("[^ /\\\\%;?#][^/\\\\%;?#]*");

    private static final int MAX_SUBJECT_LENGTH = 97;

    private TokenClaims() {}

    /**
     * The caller of claims whose signature and times were checked.
     *
     * @param credentialId identity of the token
     * @throws BadCredentials when a claim is missing or no word this system knows
     */
    static VerifiedCredential credential(JWTClaimsSet claims, String credentialId)
            throws BadCredentials {
        Date end = claims.getExpirationTime();
        if (end == null) {
            throw new BadCredentials("the token has no end (exp)");
        }
        Principal principal =
                new Principal(tenant(claims), subject(claims), roles(claims), credentialId);
        return new VerifiedCredential(principal, end.toInstant());
    }

    private static String tenant(JWTClaimsSet claims) throws BadCredentials {
        Object tenant = claims.getClaim(TENANT);
        if (!(tenant instanceof String name) || !isTenant(name)) {
            throw new BadCredentials(
                    "the claim tenant is missing or no name of 1 to 100 characters");
        }
        return name;
    }

    /** Whether a tenant may have this name. */
    static boolean isTenant(String name) {
        return TENANT_NAME.matcher(name).matches()
                && !Set.of(".", "..").contains(name)
                && name.codePointCount(0, name.length()) <= MAX_TENANT_LENGTH
                && SafeText.isStorable(name)
                && !SafeText.hasControls(name);
    }

    private static String subject(JWTClaimsSet claims) throws BadCredentials {
        String subject = claims.getSubject();
        if (subject == null || subject.isBlank()) {
            throw new BadCredentials("the token names no subject (sub)");
        }
        return SafeText.shorten(subject, MAX_SUBJECT_LENGTH);
    }

    /** Roles of other systems in the same claim grant nothing; one of ours must be there. */
    private static Set<Role> roles(JWTClaimsSet claims) throws BadCredentials {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : words(claims)) {
            Role.of(word).ifPresent(roles::add);
        }
        if (roles.isEmpty()) {
            throw new BadCredentials("the claim roles names none of viewer, operator, admin");
        }
        return roles;
    }

    private static List<String> words(JWTClaimsSet claims) throws BadCredentials {
        Object value = claims.getClaim(ROLES);
        if (value instanceof String text) {
            return Arrays.asList(text.split(" "));
        }
        try {
            List<String> list = claims.getStringListClaim(ROLES);
            return list == null ? List.of() : list;
        } catch (ParseException e) {
            throw new BadCredentials("the claim roles is neither a list of words nor a text");
        }
    }
}
