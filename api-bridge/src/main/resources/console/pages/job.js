// One job: its pictures with what was found on them, as picture and as table.
import {html, nothing, repeat} from '../lib.js';
import '../picture.js';
import {address, get, post, remove} from '../api.js';
import {bySize, findings, pictureOf, taskName} from '../findings.js';
import {age, bytes, fileName, milliseconds, number, percent, plural, rounded, seconds, time, words} from '../format.js';
import {listen, stop} from '../feed.js';
import {go} from '../router.js';
import {isOperator} from '../session.js';
import {calm} from '../timing.js';
import {confirm} from '../ui/dialog.js';
import {complain, empty, failure, jobState, progress, say, waiting} from '../ui/parts.js';
import {symbol} from '../ui/symbols.js';

export const title = 'Job';
const PAGE = 50;
const NEWS_PAUSE = 1000;
const MOST_ROWS = 400;
const byLabel = list => [...Map.groupBy(list, one => one.label)].sort((one, other) => other[1].length - one[1].length);
const isOver = job => ['COMPLETED', 'FAILED', 'CANCELLED'].includes(job.state);

export function create(context) {
    const {route, update} = context;
    const id = route.id;
    const path = `jobs/${encodeURIComponent(id)}`;
    const off = new Set();
    let job = null;
    let results = null;
    let cursor;
    let problem = null;
    let index = 0;
    let least = 0;
    let chosen = null;
    let allRows = false;

    async function loadJob() {
        try {
            job = await get(path);
            document.title = `${job.name || 'Job'} · Computer vision`;
            problem = null;
        } catch (error) {
            problem = error;
        }
        update();
    }

    /** Results so far; the list keeps its order, so what is shown stays. */
    async function loadResults() {
        try {
            const page = await get(`${path}/results`, {limit: Math.min(500, Math.max(PAGE, results?.length ?? 0))});
            const current = results?.[index]?.image_id;
            results = page.items;
            cursor = page.next_cursor;
            index = Math.max(0, results.findIndex(one => one.image_id === current));
        } catch (error) {
            complain(error);
        }
        update();
    }

    async function moreResults() {
        const page = await get(`${path}/results`, {limit: PAGE, cursor});
        results = [...results, ...page.items];
        cursor = page.next_cursor;
        update();
    }

    function show(place) {
        index = place;
        chosen = null;
        allRows = false;
        update();
        if (cursor && index > results.length - 3) {
            moreResults().catch(complain);
        }
    }

    function hear(status) {
        Object.assign(job ?? {}, status);
        readNews();
        update();
    }

    function choose(key) {
        chosen = key === chosen ? null : key;
        update();
        requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector('tr.chosen')?.scrollIntoView({block: 'nearest'})));
    }

    const toggle = name => {
        off.has(name) ? off.delete(name) : off.add(name);
        update();
    };

    async function cancel() {
        await remove(path);
        say('The job is told to stop; what was found stays.');
        loadJob();
    }

    async function retry() {
        try {
            await post(`${path}/retry`);
            say('The failed images run again.');
            loadJob();
        } catch (error) {
            complain(error);
        }
    }

    async function purge() {
        await remove(path, {query: {purge: true}});
        say('The job is removed.');
        go('jobs');
    }

    const actions = () => !isOperator() ? nothing : html`
        ${!isOver(job) ? html`<button class="button" @click=${() => confirm({title: 'Cancel this job?', text: 'What was not begun is skipped; what was found stays.', action: 'Cancel the job', submit: cancel})}>${symbol('stop')} Cancel job</button>` : nothing}
        ${job.state === 'FAILED' && job.retry_count < job.max_retries ? html`<button class="button" @click=${retry}>${symbol('retry')} Retry failed</button>` : nothing}
        ${isOver(job) ? html`<button class="button danger" @click=${() => confirm({title: 'Remove this job?', text: `Its results, dead letters and uploaded files go with it. This cannot be taken back.`, action: 'Remove the job', submit: purge})}>${symbol('trash')} Remove</button>` : nothing}`;

    const download = (format, text) => html`<a class="button small" href=${address(`${path}/results`, {format}).href} download>${symbol('download')} ${text}</a>`;

    const facts = () => html`<dl class="tiles">
        <div class="tile"><dt>State</dt><dd>${jobState(job.state)}</dd></div>
        <div class="tile"><dt>Progress</dt><dd>${progress(job.progress_percentage, job.state === 'FAILED' ? 'bad' : '')}</dd></div>
        <div class="tile"><dt>Analysed</dt><dd>${number(job.completed)} <small>of ${number(job.total)}</small></dd></div>
        <div class="tile"><dt>Failed</dt><dd>${job.failed ? html`<a href="#/letters?job_id=${id}">${number(job.failed)}</a>` : '0'}</dd></div>
        <div class="tile"><dt>Took</dt><dd>${job.started_at ? seconds((new Date(job.completed_at ?? Date.now()) - new Date(job.started_at)) / 1000) : '–'}</dd></div>
        <div class="tile"><dt>Submitted</dt><dd><small>${time(job.created_at)}${job.created_by ? html` by ${job.created_by}` : nothing}</small></dd></div></dl>`;

    function visible(result) {
        return findings(result).filter(one => !off.has(`task:${one.group}`) && !off.has(`label:${one.label}`) && (one.confidence ?? 1) >= least);
    }

    const chip = (name, text, count, colour) => html`<button class="chip" aria-pressed=${!off.has(name)} @click=${() => toggle(name)}>
        ${colour ? html`<span class="swatch ${colour}"></span>` : nothing}${text} <span class="count">${number(count)}</span></button>`;

    function layers(result) {
        const all = findings(result);
        const groups = result.tasks.map((task, place) => [task, place, all.filter(one => one.group === place).length]).filter(([, , count]) => count);
        const labels = byLabel(all);
        if (!all.length) {
            return nothing;
        }
        return html`<div class="layers stack tight">
            <div class="row" role="group" aria-label="Tasks">${groups.map(([task, place, count]) => chip(`task:${place}`, taskName(task), count))}</div>
            ${labels.length > 1 || all.some(one => one.kind === 'object') ? html`<div class="row" role="group" aria-label="Classes">${labels.map(([label, list]) => chip(`label:${label}`, label, list.length, list[0].colour))}</div>` : nothing}
            <div class="slider"><label for="least">Confidence from</label><input id="least" type="range" min="0" max="1" step="0.01" .value=${String(least)} @input=${event => {
                least = Number(event.target.value);
                update();
            }}><output for="least" class="number">${percent(least)}</output></div></div>`;
    }

    const row = one => html`<tr class=${one.key === chosen ? 'chosen' : ''} @click=${() => choose(one.key)}>
        <td><button class="row-button" aria-pressed=${one.key === chosen} @click=${event => {
            event.stopPropagation();
            choose(one.key);
        }}><span class="swatch ${one.colour}"></span><span class="break">${one.text}${one.track === undefined ? nothing : html` <span class="muted">#${one.track}</span>`}</span></button></td>
        <td class="small">${one.kind === 'barcode' ? one.label : words(one.task)}</td><td class="number">${percent(one.confidence, 1)}</td>
        <td class="number small muted">${one.box.map(Math.round).join(', ')}</td></tr>`;

    function table(shown) {
        const rows = allRows ? shown : shown.slice(0, MOST_ROWS);
        return html`<div class="scroll tall" tabindex="0" role="region" aria-label="Findings"><table class="findings"><caption class="visually-hidden">Findings</caption>
            <thead><tr><th scope="col">Finding</th><th scope="col">Kind</th><th scope="col" class="number">Sure</th><th scope="col" class="number" title="x, y, width, height in pixels">Box</th></tr></thead>
            <tbody>${repeat(rows, one => one.key, row)}</tbody></table>
            ${rows.length < shown.length ? html`<p class="pager"><span class="grow">${number(shown.length - rows.length)} more</span><button class="button small" @click=${() => {
                allRows = true;
                update();
            }}>Show all</button></p>` : nothing}</div>`;
    }

    const classes = task => html`<ol class="bars">${task.classes.map(one => html`<li><span class="grow">${one.label}</span><progress max="1" value=${one.confidence} aria-label=${one.label}></progress><span class="number">${percent(one.confidence, 1)}</span></li>`)}</ol>`;
    const quality = ({quality: value}) => html`<dl class="facts"><dt>Score</dt><dd>${percent(value.score)}</dd>
        <dt>Sharpness</dt><dd>${rounded(value.sharpness)}${value.sharpness < 100 ? html` <span class="muted">(blurred)</span>` : nothing}</dd><dt>Brightness</dt><dd>${percent(value.brightness)}</dd>
        <dt>Contrast</dt><dd>${percent(value.contrast)}</dd><dt>Too dark</dt><dd>${percent(value.underexposed)}</dd><dt>Too bright</dt><dd>${percent(value.overexposed)}</dd></dl>`;
    const text = task => html`<pre class="text" tabindex="0" aria-label="Text">${task.text.text || 'No text was found.'}</pre>`;
    const embedding = task => html`<p class="mono small break muted">${plural(task.embedding.length, 'number')}: ${task.embedding.slice(0, 6).map(value => value.toFixed(3)).join(', ')} …</p>`;
    const others = {classes, quality, text, embedding};

    const panels = result => result.tasks.flatMap(task => Object.keys(others).filter(name => task[name]).map(name => html`<section class="card"><header><h2>${taskName(task)}</h2>${task.text ? html`<span class="muted small">${percent(task.text.confidence)} sure, ${task.text.languages.join(', ')}</span>` : nothing}</header><div class="body">${others[name](task)}</div></section>`));

    const timings = result => html`<section class="card"><header><h2>Models and time</h2><span class="muted small">${milliseconds(result.timings.total_ms)} in all: fetch ${milliseconds(result.timings.fetch_ms)}, decode ${milliseconds(result.timings.decode_ms)}</span></header>
        <div class="scroll" tabindex="0" role="region" aria-label="Time of each task"><table><caption class="visually-hidden">Time of each task</caption><thead><tr><th scope="col">Task</th><th scope="col">Model</th><th scope="col" class="number">Waited</th><th scope="col" class="number">Before</th><th scope="col" class="number">Model</th><th scope="col" class="number">After</th></tr></thead>
        <tbody>${result.tasks.map(task => html`<tr><td>${taskName(task)}</td><td class="small"><span title=${task.model.sha256 ?? ''}>${task.model.name} ${task.model.version}</span> ${task.cached ? html`<span class="badge">from the cache</span>` : nothing}</td>
            ${['queue_ms', 'preprocess_ms', 'inference_ms', 'postprocess_ms'].map(name => html`<td class="number">${milliseconds(task.timings[name])}</td>`)}</tr>`)}</tbody></table></div></section>`;

    const switcher = () => results.length < 2 ? nothing : html`<nav class="row switcher" aria-label="Images of the job">
        <button class="button icon" data-shortcut="[" aria-label="Image before" title="Image before ([)" ?disabled=${index === 0} @click=${() => show(index - 1)}>${symbol('left')}</button>
        <select aria-label="Image" @change=${event => show(Number(event.target.value))}>${results.map((one, place) => html`<option value=${place} ?selected=${place === index}>${place + 1}. ${one.original_filename || fileName(one.uri)}${one.file.page_count > 1 ? `, page ${one.page + 1} of ${one.file.page_count}` : ''}</option>`)}</select>
        <button class="button icon" data-shortcut="]" aria-label="Image after" title="Image after (])" ?disabled=${index >= results.length - 1} @click=${() => show(index + 1)}>${symbol('right')}</button>
        <span class="muted small nowrap">${number(index + 1)} of ${number(results.length)}${cursor ? '+' : ''}</span></nav>`;

    function body() {
        if (results === null) {
            return waiting(10);
        }
        if (!results.length) {
            return html`<div class="card">${isOver(job)
                ? empty('jobs', 'Nothing was analysed', job.failed ? html`<p>${plural(job.failed, 'image')} failed. The reasons are with the dead letters.</p><a class="button" href="#/letters?job_id=${id}">See the dead letters</a>` : html`<p>The job ended before its first image.</p>`)
                : empty('clock', 'No result yet', html`<p>Results appear here as they come. ${job.state === 'PENDING' ? 'The job waits for the stream; if it stays so, see whether VisionJob runs:' : ''}</p>${job.state === 'PENDING' ? html`<a class="button" href="#/system">System</a>` : nothing}`)}</div>`;
        }
        const result = results[index];
        const shown = visible(result);
        return html`<div class="job">
            <div class="stack">
                <div class="row">${switcher()}<span class="muted small grow">${result.file.format}, ${result.image.width} × ${result.image.height} pixels, ${bytes(result.file.size_bytes)}</span>
                    <a class="button small" href=${address(`images/${result.image_id}/annotated`, {min_confidence: least || undefined}).href} download>${symbol('download')} Annotated</a></div>
                <div class="stage card"><cv-picture .content=${{src: pictureOf(result, address), width: result.image.width, height: result.image.height, label: `Picture ${result.original_filename ?? ''}, ${plural(shown.length, 'finding')}`, shapes: bySize(shown), chosen, tallest: '74vh'}} @choose=${event => choose(event.detail)}></cv-picture></div>
                ${timings(result)}
            </div>
            <div class="stack">
                <section class="card"><header><h2>Findings</h2><span class="muted small">${number(shown.length)} of ${number(findings(result).length)}</span></header>
                    <div class="body">${layers(result)}${findings(result).length ? nothing : html`<p class="muted">Nothing with a place in the picture was found.</p>`}</div>
                    ${shown.length ? table(shown) : nothing}</section>
                ${panels(result)}
            </div></div>`;
    }

    function load() {
        loadJob();
        loadResults();
    }

    const readNews = calm(load, NEWS_PAUSE);
    listen({job_id: id}, {job: hear}, {missed: load});
    context.every(5000, () => job && !isOver(job) && (loadJob(), loadResults()));
    context.every(1000, () => job && !isOver(job) && update());
    loadJob();
    loadResults();
    return {
        stop() {
            readNews.stop();
            stop();
        },
        render: () => html`<div class="stack">
            <p class="small"><a href="#/jobs">Jobs</a></p>
            <div class="head"><h1 tabindex="-1">${job ? job.name || 'Job' : 'Job'}</h1>${job ? actions() : nothing}</div>
            ${problem ? failure(problem, loadJob) : nothing}
            ${job ? html`${job.error_message ? html`<div class="notice bad">${symbol('alert')}<p>${job.error_message}</p></div>` : nothing}
                ${facts()}
                ${results?.length ? html`<div class="row"><span class="muted small">Whole job as</span>${download('coco', 'COCO')}${download('csv', 'CSV')}${results.some(one => one.tasks.some(task => task.text)) ? html`${download('hocr', 'hOCR')}${download('text', 'Text')}` : nothing}${download('json', 'JSON')}
                    ${isOver(job) ? nothing : html`<span class="muted small">changed ${age(job.updated_at)}</span>`}</div>` : nothing}
                ${body()}` : problem ? nothing : waiting(10)}
        </div>`,
    };
}
