// Fields of forms, each with what the bridge says of it when it refuses.
import {html, live, nothing} from '../lib.js';

const idOf = (form, name) => `${form}-${name.replaceAll(/[._[\]]+/g, '-').replaceAll(/-$/g, '')}`;

/** What the bridge says of a field without the field's name, which stands above it. */
function words(problem) {
    const text = problem.message.startsWith(problem.field) ? problem.message.slice(problem.field.length).replace(/^:? /, '') : problem.message;
    return text[0].toUpperCase() + text.slice(1);
}

/**
 * The fields of a form, named as in the contract. problem is the bridge's last refusal, or null; it is told at the
 * field that it names. Ask isPlaced() after all fields were made: what has no field is told by the form itself.
 */
export function fieldsOf(form, problem) {
    let placed = false;
    const isAbout = name => Boolean(problem?.field) && (problem.field === name || [`${name}.`, `${name}[`].some(part => problem.field.startsWith(part)));

    /** Attributes and words of a field, for those that are built elsewhere. */
    function mark(name) {
        const id = idOf(form, name);
        const wrong = isAbout(name) && !placed;
        placed ||= wrong;
        return {id, wrong, invalid: wrong ? 'true' : nothing, text: wrong ? html`<p class="wrong" id="${id}-wrong" role="alert">${words(problem)}</p>` : nothing};
    }

    function field(name, label, control, {hint, wide = false}) {
        const marked = mark(name);
        const told = [marked.wrong ? `${marked.id}-wrong` : '', hint ? `${marked.id}-hint` : ''].filter(Boolean).join(' ') || nothing;
        return html`<div class="field ${wide ? 'wide' : ''}"><label for=${marked.id}>${label}</label>${control(marked, told)}
            ${marked.text}${hint ? html`<p class="hint" id="${marked.id}-hint">${hint}</p>` : nothing}</div>`;
    }

    return {
        mark,
        isAbout,
        isPlaced: () => placed,
        text: (name, label, value, onChange, {required = false, most = 255, placeholder = '', pattern, list, ...rest} = {}) => field(name, label, ({id, invalid}, told) => html`<input id=${id} maxlength=${most} autocomplete="off"
            placeholder=${placeholder} pattern=${pattern ?? nothing} list=${list ?? nothing} ?required=${required} aria-invalid=${invalid} aria-describedby=${told} .value=${value ?? ''} @change=${event => onChange(event.target.value)} @input=${event => rest.live && onChange(event.target.value)}>`, rest),
        number: (name, label, value, onChange, {min = 0, max = 86400, step = 'any', placeholder = '', required = false, ...rest} = {}) => field(name, label, ({id, invalid}, told) => html`<input id=${id} type="number" min=${min} max=${max} step=${step} placeholder=${placeholder}
            ?required=${required} aria-invalid=${invalid} aria-describedby=${told} .value=${String(value ?? '')} @change=${event => onChange(event.target.value === '' ? undefined : Number(event.target.value))}>`, rest),
        choice: (name, label, value, options, onChange, rest = {}) => field(name, label, ({id, invalid}, told) => html`<select id=${id} aria-invalid=${invalid} aria-describedby=${told} @change=${event => onChange(event.target.value)}>
            ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`)}</select>`, rest),
        check: (name, label, checked, onChange, {hint} = {}) => {
            const {id, wrong, invalid, text} = mark(name);
            const told = [wrong ? `${id}-wrong` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ') || nothing;
            return html`<div class="field"><label class="check"><input id=${id} type="checkbox" aria-invalid=${invalid} aria-describedby=${told} .checked=${checked} @change=${event => onChange(event.target.checked)}> ${label}</label>
                ${text}${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}</div>`;
        },
        /** Polygons as JSON; the text stays as it was written until it is read anew. */
        polygons: (name, label, value, onChange, rest = {}) => field(name, label, ({id, invalid}, told) => html`<textarea id=${id} rows="2" spellcheck="false" placeholder="[[[0, 0], [1, 0], [1, 0.2], [0, 0.2]]]" aria-invalid=${invalid} aria-describedby=${told}
            .value=${live(polygonText(value))} @change=${event => {
                const read = polygonsOf(event.target.value);
                event.target.setCustomValidity(read === null ? 'Write polygons as JSON, such as [[[0, 0], [1, 0], [1, 0.2]]].' : '');
                onChange(read === null ? event.target.value : read);
            }}></textarea>`, {wide: true, ...rest}),
        /** Several of a list, none meaning all. */
        several(name, label, chosen, options, onChange, {none = 'None chosen means all.'} = {}) {
            const marked = mark(name);
            return html`<fieldset class="field" aria-describedby="${marked.id}-hint"><legend class="label">${label}</legend>
                <div class="several" tabindex=${options.length > 6 ? '0' : nothing} role="group" aria-label=${label}>${options.map(([key, text]) => html`<label class="check"><input type="checkbox" value=${key} .checked=${chosen.includes(key)}
                    @change=${event => onChange(event.target.checked ? [...chosen, key] : chosen.filter(one => one !== key))}> <span class="break">${text}</span></label>`)}</div>
                ${marked.text}<p class="hint" id="${marked.id}-hint">${none}</p></fieldset>`;
        },
    };
}

const polygonText = value => (typeof value === 'string' ? value : value?.length ? JSON.stringify(value) : '');

/** The polygons in a text, undefined where it is empty, null where it is none. */
function polygonsOf(text) {
    if (!text.trim()) {
        return undefined;
    }
    try {
        const read = JSON.parse(text);
        return Array.isArray(read) ? read : null;
    } catch {
        return null;
    }
}

/** Shares of the contract as per cent in a form, and back. */
export const toPercent = value => (value === undefined ? undefined : Math.round(value * 1e6) / 1e4);
export const fromPercent = value => (value === undefined ? undefined : Math.round(value * 1e4) / 1e6);

/** Puts the focus on the field that was refused, once it is drawn. */
export function showRefused(root = document) {
    requestAnimationFrame(() => requestAnimationFrame(() => {
        const wrong = root.querySelector('[aria-invalid="true"], .wrong');
        const closed = wrong?.closest('details:not([open])');
        if (closed) {
            closed.open = true;
        }
        (wrong?.matches('input, select, textarea') ? wrong : wrong?.closest('.field, .part')?.querySelector('input, select, button'))?.focus();
    }));
}

const isObject = value => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The change from one object to the other as RFC 7396 has it: what is new, and null for what is gone. */
export function changes(before, after, names) {
    const changed = names.filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
    return Object.fromEntries(changed.map(name => {
        const [old, next] = [before[name], after[name]];
        const gone = isObject(old) && isObject(next) ? Object.fromEntries(Object.keys(old).filter(key => next[key] === undefined).map(key => [key, Array.isArray(old[key]) ? [] : null])) : {};
        return [name, isObject(next) ? {...gone, ...next} : next ?? null];
    }));
}

/** Words between commas. */
export const listOf = text => text.split(',').map(one => one.trim()).filter(Boolean);

/** The object without what is empty; undefined when nothing is left. */
export function filled(object) {
    const entries = Object.entries(object).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0));
    return entries.length ? Object.fromEntries(entries) : undefined;
}
