// Events and alerts: a timeline, lists with filters, the frame that shows it best; and the rules that make alerts.
import {html, nothing, repeat, svg} from '../lib.js';
import {all, get, patch, remove} from '../api.js';
import {colour} from '../palette.js';
import {number, percent, plural, rounded, seconds, words} from '../format.js';
import {listen, stop} from '../feed.js';
import {remember} from '../router.js';
import {calm} from '../timing.js';
import {isOperator} from '../session.js';
import {confirm} from '../ui/dialog.js';
import {happening, headline, kindName, kinds, labelOf, nameZones, placeOf, showEvidence} from '../ui/happenings.js';
import {openRule} from '../ui/rule-form.js';
import {badge, complain, empty, failure, pager, select, severity, waiting} from '../ui/parts.js';
import {symbol} from '../ui/symbols.js';

export const title = 'Events and alerts';
const PAGE = 50;
const NEWS_PAUSE = 2000;
const periods = [['1', 'Last hour'], ['6', 'Last 6 hours'], ['24', 'Last 24 hours'], ['168', 'Last 7 days'], ['720', 'Last 30 days'], ['', 'All']];
const tabs = [['alerts', 'Alerts'], ['events', 'Events'], ['rules', 'Rules']];

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
                return svg`<rect class="bar ${colour(labelOf(one))}" x="${from}%" y="4" height="14" rx="2" width="${Math.max(0.6, share(one.end_time ? Date.parse(one.end_time) : end) - from)}%" @click=${() => onChoose(one)}><title>${headline(one)}</title></rect>`;
            })}</svg></div>`)}
        <div class="lane marks"><span></span><svg width="100%" height="18">${marks.map((mark, index) => svg`<text x="${100 * index / 6}%" y="13" text-anchor=${index === 0 ? 'start' : index === 6 ? 'end' : 'middle'}>${short.format(mark)}</text>`)}</svg></div></div></div>`;
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
    let hasNews = false;

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
                hasNews = false;
            }
        } catch (error) {
            problem = error;
        }
        update();
    }

    async function loadNames() {
        [sources, zones] = await Promise.all([all('sources', {limit: 200}), all('zones', {limit: 200})]);
        nameZones(zones);
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
            readNews();
        }
    }

    /** Nothing moves under a pointer or a focus; a button tells that there is more then. */
    const readNews = calm(() => {
        if (document.querySelector('.happenings:hover, .happenings:focus-within')) {
            hasNews = true;
            update();
        } else {
            load();
        }
    }, NEWS_PAUSE);

    const named = list => [['', 'All'], ...list.map(one => [one.id, one.name ?? one.id])];

    const filterBar = () => html`<div class="filters" role="search">
        ${select('Period', filters.hours, periods, value => filter('hours', value))}
        ${select('Source', filters.source_id, named(sources), value => filter('source_id', value))}
        ${select('Zone', filters.zone_id, [['', 'All'], ...zones.filter(one => !filters.source_id || one.source_id === filters.source_id).map(one => [one.id, placeOf(one.id)])], value => filter('zone_id', value))}
        ${tab === 'events' ? select('Kind', filters.kind, [['', 'All kinds'], ...kinds.map(kind => [kind, kindName(kind)])], value => filter('kind', value))
            : select('Severity', filters.severity, [['', 'All'], ['critical', 'Critical'], ['warning', 'Warning'], ['info', 'Info']], value => filter('severity', value))}
        <div class="field"><label for="label">Class</label><input id="label" type="search" placeholder="all" .value=${filters.label} @change=${event => filter('label', event.target.value.trim())}></div>
        ${select('State', filters.in_progress, [['', 'All'], ['true', 'Going on'], ['false', 'Over']], value => filter('in_progress', value))}</div>`;

    const nothingHere = () => tab === 'alerts'
        ? empty('events', 'No alerts', html`<p>${isOperator() ? 'Alerts come from rules. Define one, such as: a person in a zone at night.' : 'Nothing that fits these filters; alerts come from the rules that operators define.'}</p><a class="button" href="#/events/rules">Rules</a>`)
        : empty('events', 'No events', html`<p>Nothing that fits these filters. Events come from sources; zones and lines tell who enters, stays and crosses.</p><a class="button" href="#/zones">Zones</a>`);

    const list = () => html`${timeline(items, Number(filters.hours) || 0, showEvidence)}<div class="card">${hasNews ? html`<button class="button plain news" @click=${load}>${symbol('retry')} Show what is new</button>` : nothing}${items.length ? html`<ul class="happenings">${repeat(items, one => one.id, happening)}</ul>` : nothingHere()}
        ${items.length ? pager({shown: number(items.length), noun: tab, hasPrevious: cursors.length > 1, hasNext: Boolean(next), onPrevious: () => {
            cursors.pop();
            load();
        }, onNext: () => {
            cursors.push(next);
            load();
        }}) : nothing}</div>`;

    function hours(one) {
        const named = (one.days ?? []).map(day => words(day).slice(0, 3)).join(' ');
        const from = one.from ?? '00:00';
        const to = one.to ?? '24:00';
        return [named, from === '00:00' && to === '24:00' ? '' : `${from}–${to}`, one.time_zone ?? 'UTC'].filter(Boolean).join(' ');
    }

    /** What a rule asks for, in a line. */
    function condition(rule) {
        const {kinds: what = [], sources: where = [], zones: places = [], labels = [], tags = [], directions = [], min_confidence: sure, min_seconds: long, min_speed_kmh: fast, min_count: many} = rule.when;
        return [labels.join(' or ') || 'anything', what.map(kindName).join(' or ').toLowerCase(), directions.join(' or '), places.length ? `at ${places.map(placeOf).join(', ')}` : '', where.length ? `on ${where.join(', ')}` : '',
            tags.length ? `tagged ${tags.join(' or ')}` : '', sure ? `${percent(sure)} sure` : '', long ? `for ${seconds(long)}` : '', fast ? `from ${rounded(fast)} km/h` : '', many ? `from ${plural(many, 'object')}` : '',
            ...(rule.schedules ?? []).map(hours), ...(rule.deliveries ?? []).map(one => `to ${one.kind} ${one.name}`)].filter(Boolean).join(', ');
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

    const editRule = rule => openRule({rule, sources, zones, onDone: load});
    const addRule = () => editRule(null);

    const rules = () => html`<div class="card">${items.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="Rules"><table class="cards"><caption class="visually-hidden">Rules</caption><thead><tr><th scope="col">Rule</th><th scope="col">Severity</th><th scope="col">About</th><th scope="col">State</th><th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
        <tbody>${repeat(items, one => one.id, rule => html`<tr><th scope="row" class="full">${rule.name ?? rule.id}</th><td data-label="Severity">${severity(rule.severity ?? 'warning')}</td><td data-label="About" class="break">${condition(rule)}</td>
            <td data-label="State">${rule.enabled === false ? badge(['', 'pause', 'Paused']) : badge(['good', 'check', 'Active'])}</td>
            <td class="full">${isOperator() ? html`<div class="row"><button class="button small" aria-label="Change ${rule.name ?? rule.id}" @click=${() => editRule(rule)}>${symbol('edit')} Change</button><button class="button small" aria-label="${rule.enabled === false ? 'Resume' : 'Pause'} ${rule.name ?? rule.id}" @click=${() => toggle(rule)}>${rule.enabled === false ? 'Resume' : 'Pause'}</button><button class="button small danger" aria-label="Remove ${rule.name ?? rule.id}" @click=${() => removeRule(rule)}>${symbol('trash')}</button></div>` : nothing}</td></tr>`)}</tbody></table></div>`
        : empty('events', 'No rules yet', html`<p>${isOperator() ? 'A rule says which events become alerts: which classes, where and when.' : 'An operator defines which events become alerts.'}</p>${isOperator() ? html`<button class="button primary" @click=${addRule}>${symbol('plus')} New rule</button>` : nothing}`)}</div>`;

    if (tab !== 'rules') {
        listen({}, tab === 'alerts' ? {alert: hear} : {event: hear}, {missed: load});
    }
    context.every(30000, load);
    load();
    loadNames().catch(complain);
    return {
        stop() {
            readNews.stop();
            stop();
        },
        render: () => html`<div class="stack"><div class="head"><h1 tabindex="-1">Events and alerts</h1>${isOperator() && tab === 'rules' ? html`<button class="button primary" data-shortcut="n" @click=${addRule}>${symbol('plus')} New rule</button>` : nothing}</div>
            <nav class="tabs" aria-label="Kind of list">${tabs.map(([name, text]) => html`<a href="#/events/${name}" aria-current=${name === tab ? 'page' : 'false'}>${text}</a>`)}</nav>
            ${tab === 'rules' ? nothing : filterBar()}
            ${problem ? failure(problem, load) : nothing}
            ${items === null ? (problem ? nothing : waiting(8)) : tab === 'rules' ? rules() : list()}</div>`,
    };
}
