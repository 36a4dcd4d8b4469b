// Dead letters: what could not be processed and why; send it again or discard it.
import {html, nothing, repeat} from '../lib.js';
import {get, post, remove} from '../api.js';
import {age, fileName, number, plural, shortId, time, words} from '../format.js';
import {remember} from '../router.js';
import {isAdmin, isOperator} from '../session.js';
import {confirm, openForm} from '../ui/dialog.js';
import {badge, complain, empty, failure, pager, say, select, waiting} from '../ui/parts.js';
import {symbol} from '../ui/symbols.js';

export const title = 'Dead letters';
const PAGE = 50;
const reasons = ['INVALID_JSON', 'UNKNOWN_SCHEMA_VERSION', 'INVALID_FIELD', 'UNKNOWN_TASK', 'UNKNOWN_PIPELINE', 'UNKNOWN_MODEL', 'INVALID_MODEL', 'UNSUPPORTED_SCHEME', 'FORBIDDEN_LOCATION', 'NOT_FOUND', 'ACCESS_DENIED', 'FETCH_FAILED', 'TIMEOUT',
    'FILE_TOO_LARGE', 'TOO_MANY_PIXELS', 'EMPTY_FILE', 'UNSUPPORTED_FORMAT', 'CORRUPT_IMAGE', 'ENCRYPTED_FILE', 'PAGE_NOT_FOUND', 'INVALID_PARAMETER', 'ANALYSIS_FAILED', 'UNKNOWN_JOB', 'RETRY_REFUSED', 'LATE_FRAME', 'DELIVERY_FAILED'];
const passing = ['FETCH_FAILED', 'TIMEOUT', 'ANALYSIS_FAILED'];

/** JSON in a form to read; other text as it is. */
function readable(letter) {
    try {
        return JSON.stringify(JSON.parse(letter.original_value), null, 2);
    } catch {
        return letter.original_value;
    }
}

export function create(context) {
    const {route, update} = context;
    const filters = Object.fromEntries(['reason', 'job_id', 'source_id'].map(name => [name, route.query.get(name) ?? '']));
    const cursors = [undefined];
    const chosen = new Set();
    let items = null;
    let next;
    let problem = null;

    async function load() {
        try {
            const page = await get('dead-letters', {...filters, limit: PAGE, cursor: cursors.at(-1)});
            items = page.items;
            next = page.next_cursor;
            [...chosen].filter(id => !items.some(one => one.id === id)).forEach(id => chosen.delete(id));
            problem = null;
        } catch (error) {
            problem = error;
        }
        update();
    }

    function filter(name, value) {
        filters[name] = value;
        cursors.length = 1;
        chosen.clear();
        remember('letters', filters);
        load();
    }

    const told = answer => `${plural(answer.count, 'letter')}${answer.skipped ? `; ${number(answer.skipped)} left out, their records are not held any more` : ''}`;

    async function replayOne(letter) {
        try {
            await post(`dead-letters/${letter.id}/replay`);
            say('The record is on its way again.');
        } catch (error) {
            complain(error);
        }
        load();
    }

    async function discardOne(letter) {
        await remove(`dead-letters/${letter.id}`);
        say('The letter is discarded.');
        load();
    }

    /** The letters that are chosen, else all that match the filters. */
    const concerned = () => chosen.size
        ? {ids: [...chosen]}
        : {...(filters.reason ? {reasons: [filters.reason]} : {}), ...(filters.job_id ? {job_id: filters.job_id} : {}), ...(filters.source_id ? {source_id: filters.source_id} : {}), ...(filters.reason || filters.job_id || filters.source_id ? {} : {before: new Date().toISOString()})};
    const extent = () => (chosen.size ? plural(chosen.size, 'chosen letter') : 'all letters that match');

    const replayAll = () => confirm({title: `Send ${extent()} again?`, text: 'Each record goes back to the topic that it came from. What cannot be processed again becomes a dead letter again.', action: 'Send again', danger: false, submit: async () => {
        say(`On the way again: ${told(await post('dead-letters/replay', concerned()))}.`);
        chosen.clear();
        load();
    }});
    const discardAll = () => confirm({title: `Discard ${extent()}?`, text: 'This cannot be taken back.', action: 'Discard', submit: async () => {
        say(`Discarded: ${told(await post('dead-letters/discard', concerned()))}.`);
        chosen.clear();
        load();
    }});

    const askDiscard = letter => confirm({title: 'Discard this letter?', text: letter.message, action: 'Discard', submit: () => discardOne(letter)});

    async function open(letter) {
        let whole = letter;
        try {
            whole = await get(`dead-letters/${letter.id}`);
        } catch (error) {
            complain(error);
            return;
        }
        openForm({
            title: words(whole.reason), wide: true,
            content: ({close}) => html`<p>${whole.message}</p>
                <dl class="facts">${whole.uri ? html`<dt>Image</dt><dd class="mono">${whole.uri}</dd>` : nothing}
                ${whole.job_id ? html`<dt>Job</dt><dd><a href="#/jobs/${whole.job_id}" @click=${close}>${shortId(whole.job_id)}</a></dd>` : nothing}
                ${whole.source_id ? html`<dt>Source</dt><dd>${whole.source_id}</dd>` : nothing}
                <dt>Tried</dt><dd>${plural(whole.attempts, 'time')}</dd><dt>Failed</dt><dd>${time(whole.failed_at)}</dd>
                <dt>Came from</dt><dd class="mono">${whole.origin.topic}, partition ${whole.origin.partition}, offset ${whole.origin.offset}</dd></dl>
                <h3>Record${whole.original_encoding === 'base64' ? ' (base64)' : ''}</h3>
                ${whole.original_value === undefined ? html`<p class="muted">The record is not held any more.</p>` : html`<pre class="text" tabindex="0" aria-label="Record">${readable(whole)}</pre>`}
                <div class="row">${isOperator() && whole.original_value !== undefined ? html`<button type="button" class="button" @click=${() => {
                    close();
                    replayOne(whole);
                }}>${symbol('retry')} Send again</button>` : nothing}${isAdmin() ? html`<button type="button" class="button danger" @click=${() => {
                    close();
                    askDiscard(whole);
                }}>${symbol('trash')} Discard</button>` : nothing}</div>`,
        });
    }

    const row = letter => html`<tr class="linked">
        ${isOperator() ? html`<td><input type="checkbox" aria-label="Choose the letter of ${fileName(letter.uri) || letter.id}" .checked=${chosen.has(letter.id)} @change=${event => {
            event.target.checked ? chosen.add(letter.id) : chosen.delete(letter.id);
            update();
        }}></td>` : nothing}
        <td data-label="Reason">${badge([passing.includes(letter.reason) ? 'warn' : 'bad', 'alert', words(letter.reason)])}</td>
        <th scope="row" class="full"><button class="row-button link" @click=${() => open(letter)}><span class="break">${letter.message}</span></button></th>
        <td data-label="Image" class="break">${letter.uri ? html`<span title=${letter.uri}>${fileName(letter.uri)}</span>` : '–'}</td>
        <td data-label="From">${letter.job_id ? html`<a href="#/jobs/${letter.job_id}">job ${shortId(letter.job_id)}</a>` : letter.source_id ?? '–'}</td>
        <td data-label="Failed">${age(letter.failed_at)}</td>
        <td class="number full">${isOperator() ? html`<button class="button small" @click=${() => replayOne(letter)}>${symbol('retry')} Send again</button>` : nothing}</td></tr>`;

    const table = () => html`<div class="card">
        ${isOperator() ? html`<div class="top"><span class="grow muted small">${chosen.size ? `${number(chosen.size)} chosen` : 'None chosen: all that match'}</span><button class="button small" @click=${replayAll}>${symbol('retry')} Send ${chosen.size ? 'these' : 'all'} again</button>${isAdmin() ? html`<button class="button small danger" @click=${discardAll}>${symbol('trash')} Discard ${chosen.size ? 'these' : 'all'}</button>` : nothing}</div>` : nothing}
        <div class="scroll" tabindex="0" role="region" aria-label="Dead letters"><table class="cards letters"><caption class="visually-hidden">Dead letters</caption><thead><tr>${isOperator() ? html`<th scope="col"><span class="visually-hidden">Choose</span></th>` : nothing}<th scope="col">Reason</th><th scope="col">What happened</th><th scope="col">Image</th><th scope="col">From</th><th scope="col">Failed</th><th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
        <tbody>${repeat(items, one => one.id, row)}</tbody></table></div>
        ${pager({shown: number(items.length), noun: items.length === 1 ? 'letter' : 'letters', hasPrevious: cursors.length > 1, hasNext: Boolean(next), onPrevious: () => {
            cursors.pop();
            load();
        }, onNext: () => {
            cursors.push(next);
            load();
        }})}</div>`;

    context.every(15000, load);
    context.every(5000, update);
    load();
    return {
        render: () => html`<div class="stack"><div class="head"><h1 tabindex="-1">Dead letters</h1></div>
            <div class="filters" role="search">
                ${select('Reason', filters.reason, [['', 'All reasons'], ...reasons.map(reason => [reason, words(reason)])], value => filter('reason', value))}
                <div class="field wide"><label for="job">Job</label><input id="job" type="search" placeholder="id of the job" .value=${filters.job_id} @change=${event => filter('job_id', event.target.value.trim())}></div>
                <div class="field"><label for="source">Source</label><input id="source" type="search" placeholder="all" .value=${filters.source_id} @change=${event => filter('source_id', event.target.value.trim())}></div></div>
            ${problem ? failure(problem, load) : nothing}
            ${items === null ? (problem ? nothing : waiting(6)) : items.length ? table() : html`<div class="card">${empty('letters', 'No dead letters', html`<p>${filters.reason || filters.job_id || filters.source_id ? 'Nothing fits these filters.' : 'Everything that came in was processed. What cannot be, waits here with its reason, and can be sent again.'}</p>`)}</div>`}</div>`,
    };
}
