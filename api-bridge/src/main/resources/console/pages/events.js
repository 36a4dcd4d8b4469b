// Events and alerts: a timeline, lists with filters, the frame that shows it best; and the rules that make alerts.
import {html, nothing, repeat, svg} from '../lib.js';
import '../picture.js';
import {address, all, get, patch, post, remove} from '../api.js';
import {colour} from '../palette.js';
import {number, percent, plural, rounded, seconds, time, words} from '../format.js';
import {listen, stop} from '../feed.js';
import {remember} from '../router.js';
import {isOperator} from '../session.js';
import {confirm, openForm} from '../ui/dialog.js';
import {idOf} from '../ui/source-form.js';
import {badge, complain, empty, failure, pager, say, select, severity, waiting} from '../ui/parts.js';
import {symbol} from '../ui/symbols.js';

export const title = 'Events and alerts';
const PAGE = 50;
const kinds = ['track', 'zone', 'line', 'loitering', 'stationary', 'left_object', 'removed_object', 'crowd', 'speeding', 'wrong_way'];
const periods = [['1', 'Last hour'], ['6', 'Last 6 hours'], ['24', 'Last 24 hours'], ['168', 'Last 7 days'], ['720', 'Last 30 days'], ['', 'All']];
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const tabs = [['alerts', 'Alerts'], ['events', 'Events'], ['rules', 'Rules']];

const evidenceOf = one => one.evidence ?? one.after?.evidence;
const labelOf = one => one.label ?? one.labels?.[0];

/** Names of zones by their ids, for people. */
let zoneNames = new Map();
const nameOf = id => zoneNames.get(id) ?? id;

function sentence(event) {
    const what = words(event.label ?? 'object');
    const state = event.after;
    const place = event.zone_id ? nameOf(event.zone_id) : 'the picture';
    const lasted = state.seconds ? ` for ${seconds(state.seconds)}` : '';
    return ({
        track: `${what} was seen${lasted}`,
        zone: `${what} in ${place}${lasted}`,
        line: `${what} crossed ${place}${state.direction ? `, ${state.direction}` : ''}`,
        loitering: `${what} loitered in ${place}${lasted}`,
        stationary: `${what} stood still${lasted}`,
        left_object: `${what} was left`,
        removed_object: `${what} was taken away`,
        crowd: `${state.count ? plural(state.count, 'object') : 'A crowd'} in ${place}`,
        speeding: `${what} at ${rounded(state.speed_kmh)} km/h`,
        wrong_way: `${what} went the wrong way`,
    })[event.kind] ?? words(event.kind);
}

/** Lanes of a day: a row for each source, a bar for each event. Lists beside it say the same in words. */
function timeline(items, hours, onChoose) {
    if (!items.length) {
        return nothing;
    }
    const end = Date.now();
    const start = hours ? end - hours * 3600000 : Math.min(...items.map(one => Date.parse(one.start_time)));
    const share = moment => 100 * Math.min(1, Math.max(0, (moment - start) / (end - start || 1)));
    const lanes = [...new Set(items.map(one => one.source_id ?? 'several'))].sort();
    const marks = Array.from({length: 7}, (_, index) => start + (end - start) * index / 6);
    const short = new Intl.DateTimeFormat(undefined, end - start > 172800000 ? {month: 'short', day: 'numeric'} : {hour: '2-digit', minute: '2-digit'});
    return html`<div class="card"><div class="lanes" aria-hidden="true">${lanes.map(lane => html`<div class="lane"><span class="small muted">${lane}</span><svg width="100%" height="22">
            <line x1="0" x2="100%" y1="11" y2="11" class="axis" />
            ${items.filter(one => (one.source_id ?? 'several') === lane).map(one => {
                const from = share(Date.parse(one.start_time));
                return svg`<rect class="bar ${colour(labelOf(one))}" x="${from}%" y="4" height="14" rx="2" width="${Math.max(0.6, share(one.end_time ? Date.parse(one.end_time) : end) - from)}%" @click=${() => onChoose(one)}><title>${one.message ?? sentence(one)}</title></rect>`;
            })}</svg></div>`)}
        <div class="lane marks"><span></span><svg width="100%" height="18">${marks.map((mark, index) => svg`<text x="${100 * index / 6}%" y="13" text-anchor=${index === 0 ? 'start' : index === 6 ? 'end' : 'middle'}>${short.format(mark)}</text>`)}</svg></div></div></div>`;
}

function showEvidence(one) {
    const evidence = evidenceOf(one);
    const state = one.after ?? {};
    const image = evidence?.image ?? state.image;
    const box = evidence?.bbox ?? state.bbox;
    const shapes = box ? [{key: 'it', kind: 'object', colour: colour(labelOf(one)), box, tag: `${labelOf(one) ?? ''} ${percent(evidence?.confidence ?? state.top_confidence)}`}] : [];
    openForm({
        title: one.message ?? sentence(one),
        wide: true,
        content: () => html`${evidence && image ? html`<div class="stage card"><cv-picture .content=${{src: address(`images/${evidence.image_id}/content`).href, ...image, shapes, label: 'The frame that shows it best', tallest: '56vh'}}></cv-picture></div>` : evidence ? html`<img class="evidence" alt="The frame that shows it best" src=${address(`images/${evidence.image_id}/annotated`, {max_size: 1280}).href}>` : html`<p class="muted">No frame of it is kept.</p>`}
            <dl class="facts"><dt>Source</dt><dd>${one.source_id ? html`<a href="#/live/${encodeURIComponent(one.source_id)}">${one.source_id}</a>` : 'several'}</dd>
            ${one.rule_id ? html`<dt>Rule</dt><dd>${one.rule_name ?? one.rule_id}</dd><dt>Severity</dt><dd>${severity(one.severity)}</dd><dt>Events</dt><dd>${number(one.count)}</dd>` : html`<dt>Kind</dt><dd>${words(one.kind)}</dd>`}
            ${one.zone_id ? html`<dt>Zone</dt><dd>${nameOf(one.zone_id)}</dd>` : nothing}
            ${one.track_id === undefined ? nothing : html`<dt>Track</dt><dd>#${one.track_id}</dd>`}
            ${state.entered_zones?.length ? html`<dt>Was in</dt><dd>${state.entered_zones.map(nameOf).join(', ')}</dd>` : nothing}
            <dt>Began</dt><dd>${time(one.start_time)}</dd><dt>Ended</dt><dd>${one.end_time ? time(one.end_time) : 'still going on'}</dd>
            ${state.top_confidence === undefined ? nothing : html`<dt>At best</dt><dd>${percent(state.top_confidence)} sure</dd>`}
            ${state.speed_kmh === undefined ? nothing : html`<dt>Speed</dt><dd>${rounded(state.speed_kmh)} km/h</dd>`}</dl>`,
    });
}

export function create(context) {
    const {route, update} = context;
    const tab = tabs.some(([name]) => name === route.id) ? route.id : 'alerts';
    const filters = {hours: route.query.get('hours') ?? '24', ...Object.fromEntries(['source_id', 'label', 'zone_id', 'kind', 'severity', 'in_progress'].map(name => [name, route.query.get(name) ?? '']))};
    const cursors = [undefined];
    let items = null;
    let next;
    let problem = null;
    let sources = [];
    let zones = [];
    let reload;

    const query = () => {
        const {hours, kind, severity: level, ...rest} = filters;
        return {...rest, ...(tab === 'events' ? {kind} : {severity: level}), after: hours ? new Date(Date.now() - Number(hours) * 3600000).toISOString() : undefined, limit: PAGE, cursor: cursors.at(-1)};
    };

    async function load() {
        const asked = JSON.stringify([filters, cursors.at(-1)]);
        try {
            const page = await get(tab, tab === 'rules' ? {limit: 200} : query());
            if (asked === JSON.stringify([filters, cursors.at(-1)])) {
                items = page.items;
                next = page.next_cursor;
                problem = null;
            }
        } catch (error) {
            problem = error;
        }
        update();
    }

    async function loadNames() {
        [sources, zones] = await Promise.all([all('sources', {limit: 200}), all('zones', {limit: 200})]);
        zoneNames = new Map(zones.map(one => [one.id, one.name ?? one.id]));
        update();
    }

    function filter(name, value) {
        filters[name] = value;
        cursors.length = 1;
        remember(`events/${tab}`, filters);
        load();
    }

    /** What is on the page changes in place; what is new comes in at the next reading. */
    function hear(one) {
        const place = items?.findIndex(known => known.id === one.id) ?? -1;
        if (place >= 0) {
            items = items.with(place, one);
            update();
        } else if (cursors.length === 1) {
            clearTimeout(reload);
            reload = setTimeout(load, 500);
        }
    }

    const named = list => [['', 'All'], ...list.map(one => [one.id, one.name ?? one.id])];

    const filterBar = () => html`<div class="filters" role="search">
        ${select('Period', filters.hours, periods, value => filter('hours', value))}
        ${select('Source', filters.source_id, named(sources), value => filter('source_id', value))}
        ${select('Zone', filters.zone_id, named(zones.filter(one => !filters.source_id || one.source_id === filters.source_id)), value => filter('zone_id', value))}
        ${tab === 'events' ? select('Kind', filters.kind, [['', 'All kinds'], ...kinds.map(kind => [kind, words(kind)])], value => filter('kind', value))
            : select('Severity', filters.severity, [['', 'All'], ['critical', 'Critical'], ['warning', 'Warning'], ['info', 'Info']], value => filter('severity', value))}
        <div class="field"><label for="label">Class</label><input id="label" type="search" placeholder="all" .value=${filters.label} @change=${event => filter('label', event.target.value.trim())}></div>
        ${select('State', filters.in_progress, [['', 'All'], ['true', 'Going on'], ['false', 'Over']], value => filter('in_progress', value))}</div>`;

    const row = one => {
        const evidence = evidenceOf(one);
        return html`<li><button @click=${() => showEvidence(one)}>
            ${evidence ? html`<img class="thumb" loading="lazy" alt="" src=${address(`images/${evidence.image_id}/annotated`, {max_size: 256}).href} @error=${event => event.target.classList.add('gone')}>` : html`<span class="thumb gone"></span>`}
            <span class="what"><span class="break"><span class="swatch ${colour(labelOf(one))}"></span> ${one.message ?? sentence(one)}</span>
                <span class="small muted">${one.source_id ?? 'several sources'}${one.zone_id ? `, ${nameOf(one.zone_id)}` : ''}${one.rule_id ? `, rule ${one.rule_name ?? one.rule_id}` : ''}</span></span>
            <span class="row">${one.severity ? severity(one.severity) : nothing}${one.end_time ? nothing : badge(['info', 'clock', 'going on'])}</span>
            <span class="small muted when">${time(one.start_time)}</span></button></li>`;
    };

    const nothingHere = () => tab === 'alerts'
        ? empty('events', 'No alerts', html`<p>${isOperator() ? 'Alerts come from rules. Define one, such as: a person in a zone at night.' : 'Nothing that fits these filters; alerts come from the rules that operators define.'}</p><a class="button" href="#/events/rules">Rules</a>`)
        : empty('events', 'No events', html`<p>Nothing that fits these filters. Events come from sources; zones and lines tell who enters, stays and crosses.</p><a class="button" href="#/zones">Zones</a>`);

    const list = () => html`${timeline(items, Number(filters.hours) || 0, showEvidence)}<div class="card">${items.length ? html`<ul class="happenings">${repeat(items, one => one.id, row)}</ul>` : nothingHere()}
        ${items.length ? pager({shown: number(items.length), noun: tab, hasPrevious: cursors.length > 1, hasNext: Boolean(next), onPrevious: () => {
            cursors.pop();
            load();
        }, onNext: () => {
            cursors.push(next);
            load();
        }}) : nothing}</div>`;

    function condition(rule) {
        const {kinds: what = [], sources: where = [], zones: places = [], labels = []} = rule.when;
        return [labels.join(' or ') || 'anything', what.map(words).join(' or ').toLowerCase(), places.length ? `at ${places.map(nameOf).join(', ')}` : '', where.length ? `on ${where.join(', ')}` : '',
            ...(rule.schedules ?? []).map(one => `${(one.days ?? []).map(day => day.slice(0, 3)).join(' ')} ${one.from ?? '00:00'}–${one.to ?? '24:00'} ${one.time_zone ?? 'UTC'}`.trim())].filter(Boolean).join(', ');
    }

    async function toggle(rule) {
        try {
            const changed = await patch(`rules/${encodeURIComponent(rule.id)}`, {enabled: rule.enabled === false});
            items = items.map(one => (one.id === rule.id ? changed : one));
        } catch (error) {
            complain(error);
        }
        update();
    }

    const removeRule = rule => confirm({title: `Remove ${rule.name ?? rule.id}?`, text: 'It makes no alerts any more; those that were made stay.', action: 'Remove the rule', submit: async () => {
        await remove(`rules/${encodeURIComponent(rule.id)}`);
        load();
    }});

    const several = (id, label, options, hint) => html`<div class="field"><label for=${id}>${label}</label><select id=${id} name=${id} multiple size="4" aria-describedby="${id}-hint">${options.map(([value, text]) => html`<option value=${value}>${text}</option>`)}</select><p class="hint" id="${id}-hint">${hint}</p></div>`;
    const valuesOf = field => [...field.selectedOptions].map(option => option.value);
    const withSome = entries => Object.fromEntries(entries.filter(([, value]) => value !== undefined && value.length !== 0));

    const addRule = () => openForm({
        title: 'New rule', submitLabel: 'Define the rule', wide: true,
        async submit(form) {
            const name = form.elements.name.value.trim();
            const from = form.from.value;
            const to = form.to.value;
            const chosenDays = [...form.querySelectorAll('[name=day]:checked')].map(box => box.value);
            const schedule = withSome([['days', chosenDays], ['from', from || undefined], ['to', to || undefined]]);
            await post('rules', {
                id: idOf(name), name, severity: form.severity.value, cooldown_seconds: Number(form.cooldown.value || 0),
                when: withSome([['kinds', valuesOf(form['rule-kinds'])], ['sources', valuesOf(form['rule-sources'])], ['zones', valuesOf(form['rule-zones'])], ['labels', form.labels.value.split(',').map(one => one.trim()).filter(Boolean)]]),
                ...(Object.keys(schedule).length ? {schedules: [{...schedule, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone}]} : {}),
            });
            say(`${name} is defined.`);
            load();
        },
        content: () => html`<div class="fields"><div class="field"><label for="rule-name">Name</label><input id="rule-name" name="name" required maxlength="255" autocomplete="off" placeholder="Somebody at night"></div>
            <div class="field"><label for="rule-severity">Severity</label><select id="rule-severity" name="severity"><option value="info">Info</option><option value="warning" selected>Warning</option><option value="critical">Critical</option></select></div>
            <div class="field"><label for="rule-cooldown">Pause after an alert, seconds</label><input id="rule-cooldown" name="cooldown" type="number" min="0" max="604800" value="60"></div>
            <div class="field"><label for="rule-labels">Classes</label><input id="rule-labels" name="labels" autocomplete="off" placeholder="all; or person, car"></div></div>
            <div class="fields">${several('rule-kinds', 'Kinds of events', kinds.map(kind => [kind, words(kind)]), 'None chosen means all.')}${several('rule-sources', 'Sources', named(sources).slice(1), 'None chosen means all.')}${several('rule-zones', 'Zones and lines', named(zones).slice(1), 'None chosen means all.')}</div>
            <fieldset class="stack tight"><legend>When it holds</legend><div class="row">${days.map(day => html`<label class="check"><input type="checkbox" name="day" value=${day}> ${words(day).slice(0, 3)}</label>`)}</div>
                <div class="row"><label for="rule-from">from</label><input class="clock" id="rule-from" name="from" type="time"><label for="rule-to">to</label><input class="clock" id="rule-to" name="to" type="time"><span class="muted small">${Intl.DateTimeFormat().resolvedOptions().timeZone}; always when all is empty</span></div></fieldset>`,
    });

    const rules = () => html`<div class="card">${items.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="Rules"><table class="cards"><caption class="visually-hidden">Rules</caption><thead><tr><th scope="col">Rule</th><th scope="col">Severity</th><th scope="col">About</th><th scope="col">State</th><th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
        <tbody>${repeat(items, one => one.id, rule => html`<tr><th scope="row" class="full">${rule.name ?? rule.id}</th><td data-label="Severity">${severity(rule.severity ?? 'warning')}</td><td data-label="About" class="break">${condition(rule)}</td>
            <td data-label="State">${rule.enabled === false ? badge(['', 'pause', 'Paused']) : badge(['good', 'check', 'Active'])}</td>
            <td class="full">${isOperator() ? html`<div class="row"><button class="button small" @click=${() => toggle(rule)}>${rule.enabled === false ? 'Resume' : 'Pause'}</button><button class="button small danger" aria-label="Remove ${rule.name ?? rule.id}" @click=${() => removeRule(rule)}>${symbol('trash')}</button></div>` : nothing}</td></tr>`)}</tbody></table></div>`
        : empty('events', 'No rules yet', html`<p>${isOperator() ? 'A rule says which events become alerts: which classes, where and when.' : 'An operator defines which events become alerts.'}</p>${isOperator() ? html`<button class="button primary" @click=${addRule}>${symbol('plus')} New rule</button>` : nothing}`)}</div>`;

    if (tab !== 'rules') {
        listen({}, tab === 'alerts' ? {alert: hear} : {event: hear}, {missed: load});
    }
    context.every(30000, load);
    load();
    loadNames().catch(complain);
    return {
        stop() {
            clearTimeout(reload);
            stop();
        },
        render: () => html`<div class="stack"><div class="head"><h1 tabindex="-1">Events and alerts</h1>${isOperator() && tab === 'rules' ? html`<button class="button primary" data-shortcut="n" @click=${addRule}>${symbol('plus')} New rule</button>` : nothing}</div>
            <nav class="tabs" aria-label="Kind of list">${tabs.map(([name, text]) => html`<a href="#/events/${name}" aria-current=${name === tab ? 'page' : 'false'}>${text}</a>`)}</nav>
            ${tab === 'rules' ? nothing : filterBar()}
            ${problem ? failure(problem, load) : nothing}
            ${items === null ? (problem ? nothing : waiting(8)) : tab === 'rules' ? rules() : list()}</div>`,
    };
}
