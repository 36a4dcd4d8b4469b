// Jobs: submit, follow, find.
import {html, nothing, repeat} from '../lib.js';
import {get} from '../api.js';
import {age, number, plural, shortId, words} from '../format.js';
import {listen, stop} from '../feed.js';
import {remember} from '../router.js';
import {isOperator} from '../session.js';
import {calm} from '../timing.js';
import {empty, failure, jobState, pager, progress, select, waiting} from '../ui/parts.js';
import {submitJob, tasks} from '../ui/upload.js';
import {symbol} from '../ui/symbols.js';

export const title = 'Jobs';
const PAGE = 25;
const NEWS_PAUSE = 1000;
const stateOptions = [['', 'All states'], ['PENDING', 'Waiting'], ['PROCESSING', 'Running'], ['COMPLETED', 'Completed'], ['FAILED', 'Failed'], ['CANCELLED', 'Cancelled']];
const sortOptions = [['', 'Newest first'], ['created_at', 'Oldest first'], ['-updated_at', 'Changed last'], ['-priority', 'Highest priority']];

export function create(context) {
    const {update, route} = context;
    const filters = Object.fromEntries(['state', 'task', 'name', 'sort'].map(name => [name, route.query.get(name) ?? '']));
    const cursors = [undefined];
    let items = null;
    let next;
    let problem = null;
    let over = false;
    let typing;

    const isFiltered = () => ['state', 'task', 'name'].some(name => filters[name]);

    async function load() {
        const asked = JSON.stringify([filters, cursors.at(-1)]);
        try {
            const page = await get('jobs', {...filters, limit: PAGE, cursor: cursors.at(-1)});
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

    function filter(name, value) {
        filters[name] = value;
        cursors.length = 1;
        remember('jobs', filters);
        load();
    }

    /** A status changes its row in place; a job that is not on the page may belong there, so the page is read again. */
    function hear(status) {
        const row = items?.find(one => one.job_id === status.job_id);
        if (row) {
            Object.assign(row, status);
            update();
        } else if (cursors.length === 1) {
            readNews();
        }
    }

    const submit = files => submitJob(files, load);

    const row = job => html`<tr class="linked">
        <th scope="row" class="full"><a href="#/jobs/${job.job_id}" class="break">${job.name || shortId(job.job_id)}</a></th>
        <td data-label="State">${jobState(job.state)}</td>
        <td data-label="Progress">${job.state === 'PENDING' ? html`<span class="muted">${plural(job.total, 'image')}</span>` : progress(job.progress_percentage, job.state === 'FAILED' ? 'bad' : '', `Progress of ${job.name}`)}</td>
        <td data-label="Images" class="number">${number(job.completed)} / ${number(job.total)}</td>
        <td data-label="Failed" class="number">${job.failed ? html`<a href="#/letters?job_id=${job.job_id}">${number(job.failed)}</a>` : '0'}</td>
        <td data-label="Tasks" class="small">${(job.processing_type ?? '').split(',').filter(Boolean).map(words).join(', ') || '–'}</td>
        <td data-label="Submitted">${age(job.created_at)}</td></tr>`;

    const table = () => html`<div class="card"><div class="scroll" tabindex="0" role="region" aria-label="Jobs"><table class="cards"><caption class="visually-hidden">Jobs</caption>
        <thead><tr><th scope="col">Job</th><th scope="col">State</th><th scope="col">Progress</th><th scope="col" class="number">Images</th><th scope="col" class="number">Failed</th><th scope="col">Tasks</th><th scope="col">Submitted</th></tr></thead>
        <tbody>${repeat(items, job => job.job_id, row)}</tbody></table></div>
        ${pager({shown: number(items.length), noun: items.length === 1 ? 'job' : 'jobs', hasPrevious: cursors.length > 1, hasNext: Boolean(next), onPrevious: () => {
            cursors.pop();
            load();
        }, onNext: () => {
            cursors.push(next);
            load();
        }})}</div>`;

    const nothingHere = () => isFiltered()
        ? html`<div class="card">${empty('jobs', 'No job matches', html`<p>Nothing fits these filters.</p><button class="button" @click=${() => {
            Object.assign(filters, {state: '', task: '', name: ''});
            filter('sort', filters.sort);
        }}>Clear the filters</button>`)}</div>`
        : html`<div class="card">${empty('jobs', 'No jobs yet', isOperator()
            ? html`<p>Drop a picture or a PDF on this page, or send one from a shell:</p>
                <pre tabindex="0" aria-label="Command">curl -H "Authorization: Bearer $TOKEN" -F file=@street.jpg -F tasks=object_detection \\
     ${location.origin}/api/v1/jobs/upload</pre><button class="button primary" @click=${() => submit([])}>${symbol('upload')} Submit files</button>`
            : html`<p>Jobs that others of your tenant submit appear here.</p>`)}</div>`;

    const readNews = calm(load, NEWS_PAUSE);
    listen({}, {job: hear}, {missed: load});
    context.every(15000, load);
    context.every(5000, update);
    load();
    return {
        stop() {
            readNews.stop();
            clearTimeout(typing);
            stop();
        },
        render: () => html`<div class="drop-page stack ${over ? 'over' : ''}" @dragover=${event => {
            if (isOperator()) {
                event.preventDefault();
                over = true;
                update();
            }
        }} @dragleave=${() => {
            over = false;
            update();
        }} @drop=${event => {
            if (isOperator()) {
                event.preventDefault();
                over = false;
                submit([...event.dataTransfer.files]);
            }
        }}>
            <div class="head"><h1 tabindex="-1">Jobs</h1>${isOperator() ? html`<button class="button primary" data-shortcut="n" @click=${() => submit([])}>${symbol('plus')} New job</button>` : nothing}</div>
            <div class="filters" role="search">
                <div class="field wide"><label for="name">Name</label><input id="name" type="search" placeholder="Part of the name" .value=${filters.name} @input=${event => {
                    clearTimeout(typing);
                    typing = setTimeout(() => filter('name', event.target.value.trim()), 250);
                }}></div>
                ${select('State', filters.state, stateOptions, value => filter('state', value))}
                ${select('Task', filters.task, [['', 'All tasks'], ...tasks.map(([name, label]) => [name, label])], value => filter('task', value))}
                ${select('Order', filters.sort, sortOptions, value => filter('sort', value))}
            </div>
            ${problem ? failure(problem, load) : nothing}
            ${items === null ? (problem ? nothing : waiting(8)) : items.length ? table() : nothingHere()}
        </div>`,
    };
}
