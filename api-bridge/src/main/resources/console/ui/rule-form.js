// A rule: which events make an alert, when, how urgent it is and where it is handed on to.
import {html, nothing} from '../lib.js';
import {patch, post} from '../api.js';
import {words} from '../format.js';
import {openForm} from './dialog.js';
import {changes, fieldsOf, filled, listOf} from './fields.js';
import {kindName, kinds, placeOf} from './happenings.js';
import {say} from './parts.js';
import {idOf} from './source-form.js';
import {symbol} from './symbols.js';

const editable = ['name', 'when', 'schedules', 'severity', 'cooldown_seconds', 'grouping', 'deliveries'];
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const severities = [['info', 'Info'], ['warning', 'Warning'], ['critical', 'Critical']];
const groups = [['none', 'Each is an alert of its own'], ['source', 'Those of one source'], ['zone', 'Those of one zone'], ['rule', 'All of the rule']];
const deliveryKinds = [['webhook', 'Webhook'], ['mqtt', 'MQTT']];
const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const named = list => list.map(one => [one.id, one.name ?? one.id]);

/** Opens the form of a rule, or of a new one where rule is null. */
export function openRule({rule, sources, zones, onDone}) {
    let draft = rule ? structuredClone(rule) : {severity: 'warning', cooldown_seconds: 60, when: {}};
    let redraw;
    const set = (name, value) => {
        draft = {...draft, [name]: value};
        redraw();
    };
    const setWhen = (name, value) => set('when', filled({...draft.when, [name]: value}) ?? {});
    /** Changes one entry of a list of the draft; undefined removes it. */
    const setEntry = (name, index, value) => set(name, (draft[name] ?? []).flatMap((one, place) => (place === index ? value ?? [] : one)));
    const add = (name, value) => set(name, [...draft[name] ?? [], value]);
    const several = (fields, name, label, options, more) => fields.several(`when.${name}`, label, draft.when[name] ?? [], options, value => setWhen(name, value), more);
    const least = (fields, name, label, options) => fields.number(`when.${name}`, label, draft.when[name], value => setWhen(name, value), {placeholder: 'any', ...options});

    const events = fields => html`<fieldset class="stack tight"><legend>Which events</legend><div class="fields">
            ${several(fields, 'kinds', 'Kinds', kinds.map(kind => [kind, kindName(kind)]))}
            ${several(fields, 'sources', 'Sources', named(sources))}
            ${several(fields, 'zones', 'Zones and lines', zones.filter(one => !draft.when.sources?.length || draft.when.sources.includes(one.source_id)).map(one => [one.id, placeOf(one.id)]))}</div>
        <div class="fields">${fields.text('when.labels', 'Classes', (draft.when.labels ?? []).join(', '), value => setWhen('labels', listOf(value)), {most: 2000, placeholder: 'all; or person, car'})}
            ${fields.text('when.tags', 'Tags of the source', (draft.when.tags ?? []).join(', '), value => setWhen('tags', listOf(value)), {most: 2000, placeholder: 'any'})}
            ${!draft.when.kinds?.length || draft.when.kinds.includes('line') ? fields.choice('when.directions', 'Direction over a line', draft.when.directions?.length === 1 ? draft.when.directions[0] : '', [['', 'Both'], ['in', 'In'], ['out', 'Out']], value => setWhen('directions', value ? [value] : undefined)) : nothing}
            ${fields.number('when.min_confidence', 'At least sure, %', draft.when.min_confidence === undefined ? undefined : Math.round(draft.when.min_confidence * 1000) / 10, value => setWhen('min_confidence', value === undefined ? undefined : Math.round(value * 10) / 1000), {max: 100, placeholder: 'any'})}
            ${least(fields, 'min_seconds', 'Lasts at least, seconds', {})}
            ${least(fields, 'min_speed_kmh', 'At least as fast, km/h', {max: 1000})}
            ${least(fields, 'min_count', 'At least so many objects', {min: 1, max: 100000, step: 1})}</div></fieldset>`;

    function schedule(fields, one, index) {
        const change = (name, value) => setEntry('schedules', index, {...one, [name]: value});
        const marks = ['from', 'to', 'time_zone'].map(name => fields.mark(`schedules[${index}].${name}`));
        const clock = (name, place, shown) => html`<label for=${marks[place].id}>${name}</label><input class="clock" id=${marks[place].id} type="time" aria-invalid=${marks[place].invalid} .value=${shown ?? ''} @change=${event => change(name, event.target.value || undefined)}>`;
        return html`<li class="part stack tight"><div class="row">${days.map(day => html`<label class="check"><input type="checkbox" .checked=${one.days?.includes(day) ?? false} @change=${event => change('days', days.filter(other => (other === day ? event.target.checked : one.days?.includes(other))))}> ${words(day).slice(0, 3)}</label>`)}<span class="muted small">none means every day</span></div>
            <div class="row">${clock('from', 0, one.from === '00:00' ? '' : one.from)}${clock('to', 1, one.to === '24:00' ? '' : one.to)}
                <label for=${marks[2].id}>in</label><input class="zone-name" id=${marks[2].id} list="time-zones" maxlength="60" aria-invalid=${marks[2].invalid} .value=${one.time_zone ?? 'UTC'} @change=${event => change('time_zone', event.target.value.trim() || undefined)}>
                <button type="button" class="button icon plain" aria-label="Remove time ${index + 1}" @click=${() => setEntry('schedules', index)}>${symbol('close')}</button></div>${marks.map(mark => mark.text)}</li>`;
    }

    const schedules = fields => html`<fieldset class="stack tight"><legend>When it holds</legend>
        ${draft.schedules?.length ? html`<ol class="stack tight">${draft.schedules.map((one, index) => schedule(fields, one, index))}</ol><datalist id="time-zones">${Intl.supportedValuesOf('timeZone').map(zone => html`<option value=${zone}></option>`)}</datalist>` : html`<p class="hint">Always.</p>`}
        <div class="row"><button type="button" class="button small" @click=${() => add('schedules', {time_zone: here()})}>${symbol('plus')} Add a time</button></div></fieldset>`;

    function delivery(fields, one, index) {
        const [kind, name] = ['kind', 'name'].map(part => fields.mark(`deliveries[${index}].${part}`));
        return html`<li class="part stack tight"><div class="row whole"><select class="short" id=${kind.id} aria-label="Way ${index + 1}" @change=${event => setEntry('deliveries', index, {...one, kind: event.target.value})}>${deliveryKinds.map(([key, text]) => html`<option value=${key} ?selected=${key === one.kind}>${text}</option>`)}</select>
            <input class="grow" id=${name.id} required maxlength="100" aria-label="Name of target ${index + 1}" placeholder=${one.kind === 'mqtt' ? 'name in the topic' : 'name of the target'} aria-invalid=${name.invalid} .value=${one.name ?? ''} @change=${event => setEntry('deliveries', index, {...one, name: event.target.value.trim()})}>
            <button type="button" class="button icon plain" aria-label="Remove target ${index + 1}" @click=${() => setEntry('deliveries', index)}>${symbol('close')}</button></div>${kind.text}${name.text}</li>`;
    }

    const deliveries = fields => html`<fieldset class="stack tight"><legend>Handed on to</legend><p class="hint">Addresses and secrets of webhooks, and the MQTT broker, are settings of the installation.</p>
        ${draft.deliveries?.length ? html`<ol class="stack tight">${draft.deliveries.map((one, index) => delivery(fields, one, index))}</ol>` : nothing}
        <div class="row"><button type="button" class="button small" @click=${() => add('deliveries', {kind: 'webhook'})}>${symbol('plus')} Add a target</button></div></fieldset>`;

    const grouping = fields => html`<div class="fields">${fields.choice('grouping.by', 'Events that are one alert', draft.grouping?.by ?? 'none', groups, value => set('grouping', value === 'none' ? undefined : {window_seconds: 30, ...draft.grouping, by: value}))}
        ${draft.grouping && draft.grouping.by !== 'none' ? fields.number('grouping.window_seconds', 'Longest pause between them, seconds', draft.grouping.window_seconds, value => set('grouping', {...draft.grouping, window_seconds: value}), {min: 1, step: 1, required: true}) : nothing}</div>`;

    openForm({
        title: rule ? rule.name ?? rule.id : 'New rule', submitLabel: rule ? 'Save' : 'Define the rule', wide: true,
        async submit() {
            const name = draft.name?.trim();
            const change = rule && changes(rule, {...draft, name}, editable);
            if (!rule) {
                await post('rules', {...draft, name, id: draft.id?.trim() || idOf(name)});
            } else if (Object.keys(change).length) {
                await patch(`rules/${encodeURIComponent(rule.id)}`, change);
            }
            say(rule ? `${name} is saved.` : `${name} is defined.`);
            onDone();
        },
        content(tools) {
            redraw = tools.update;
            const fields = fieldsOf('rule', tools.problem());
            const inner = html`<div class="fields">${fields.text('name', 'Name', draft.name, value => set('name', value), {required: true, placeholder: 'Somebody at night'})}
                ${rule ? nothing : fields.text('id', 'Id', draft.id, value => set('id', value), {most: 100, pattern: '[A-Za-z0-9][A-Za-z0-9._\\-]*', placeholder: 'made from the name'})}
                ${fields.choice('severity', 'Severity', draft.severity ?? 'warning', severities, value => set('severity', value))}
                ${fields.number('cooldown_seconds', 'Pause after an alert, seconds', draft.cooldown_seconds, value => set('cooldown_seconds', value ?? 0), {max: 604800, step: 1})}</div>
                ${events(fields)}${schedules(fields)}${grouping(fields)}${deliveries(fields)}`;
            tools.isPlaced = fields.isPlaced();
            return inner;
        },
    });
}
