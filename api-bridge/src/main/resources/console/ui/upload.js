// Submitting a job: files or addresses, tasks with their options, and the upload's progress.
import {html, nothing} from '../lib.js';
import {post, upload} from '../api.js';
import {bytes, plural} from '../format.js';
import {go} from '../router.js';
import {openForm} from './dialog.js';
import {symbol} from './symbols.js';
import {say} from './parts.js';

export const tasks = [
    ['object_detection', 'Objects', 'Things with boxes'],
    ['ocr', 'Text', 'Words and lines of documents and signs'],
    ['barcode', 'Barcodes', 'QR, EAN, Code 128 and more'],
    ['face_detection', 'Faces', 'Where faces are; never whose'],
    ['image_classification', 'Classes', 'What kind of picture it is'],
    ['quality', 'Quality', 'Sharpness and exposure'],
    ['embedding', 'Embedding', 'A vector to search by'],
];
const stored = 'cv-tasks';

function remembered() {
    const names = (localStorage.getItem(stored) ?? 'object_detection').split(',');
    return new Set(names.filter(name => tasks.some(([known]) => known === name)));
}

function requested(form, chosen) {
    const parameters = {
        ocr: form.languages?.value.trim() ? {languages: form.languages.value.trim().replaceAll(/[\s,+]+/g, ',')} : {},
        object_detection: form.confidence?.value ? {confidence: Number(form.confidence.value)} : {},
    };
    const models = {object_detection: form.model?.value.trim()};
    return [...chosen].map(task => ({task, ...(models[task] ? {model: models[task]} : {}), ...(Object.keys(parameters[task] ?? {}).length ? {parameters: parameters[task]} : {})}));
}

function common(form) {
    return {...(form.elements.name.value.trim() ? {name: form.elements.name.value.trim()} : {}), priority: Number(form.priority.value)};
}

function formOf(form, files, chosen) {
    const data = new FormData();
    Object.entries(common(form)).forEach(([name, value]) => data.append(name, value));
    data.append('tasks', JSON.stringify(requested(form, chosen)));
    files.forEach(file => data.append('file', file, file.name));
    return data;
}

const fileList = (files, drop) => html`<ul class="files">${files.map((file, index) => html`<li class="row"><span class="grow break">${file.name}</span><span class="muted small nowrap">${bytes(file.size)}</span>
    <button type="button" class="button icon plain small" aria-label="Leave out ${file.name}" @click=${() => drop(index)}>${symbol('close')}</button></li>`)}</ul>`;

const taskFields = (chosen, update) => html`<fieldset class="stack tight"><legend>What to find</legend><div class="task-choice">${tasks.map(([name, label, hint]) => html`<label class="check" title=${hint}>
    <input type="checkbox" name="task" value=${name} .checked=${chosen.has(name)} @change=${event => {
        event.target.checked ? chosen.add(name) : chosen.delete(name);
        localStorage.setItem(stored, [...chosen].join(','));
        update();
    }}> ${label}</label>`)}</div></fieldset>`;

const optionFields = chosen => html`<details class="options"><summary>Options</summary><div class="fields">
    <div class="field"><label for="job-name">Name</label><input id="job-name" name="name" maxlength="255" autocomplete="off"><p class="hint">That of the first file when empty.</p></div>
    <div class="field"><label for="job-priority">Priority</label><select id="job-priority" name="priority">${[['9', 'High'], ['5', 'Normal'], ['2', 'Low']].map(([value, text]) => html`<option value=${value} ?selected=${value === '5'}>${text}</option>`)}</select></div>
    ${chosen.has('ocr') ? html`<div class="field"><label for="job-languages">Languages of the text</label><input id="job-languages" name="languages" placeholder="eng,fra" autocomplete="off"><p class="hint">Codes as Tesseract has them; those of the installation when empty.</p></div>` : nothing}
    ${chosen.has('object_detection') ? html`<div class="field"><label for="job-model">Model for objects</label><input id="job-model" name="model" placeholder="yolox-nano or yolox-nano@0.1.1" autocomplete="off"><p class="hint">The default one when empty.</p></div>
        <div class="field"><label for="job-confidence">Least confidence</label><input id="job-confidence" name="confidence" type="number" min="0.01" max="1" step="0.01" placeholder="0.3"></div>` : nothing}
</div></details>`;

/** Opens the form; given files are in it already. */
export function submitJob(given = [], onDone = () => {}) {
    const files = [...given];
    const chosen = remembered();
    const sending = new AbortController();
    // One key for the form: sending it again after a broken connection makes no second job.
    const headers = {'idempotency-key': crypto.randomUUID?.() ?? String(Math.random()).slice(2)};
    let sent = null;
    let over = false;
    async function submit(form, {update}) {
        const references = form.references.value.split(/\s+/).filter(Boolean).map(uri => ({uri}));
        if (!files.length && !references.length) {
            throw Object.assign(new Error('There is nothing to analyse.'), {cure: 'Choose files or give addresses.'});
        }
        if (files.length && references.length) {
            throw Object.assign(new Error('Files and addresses cannot go in one job.'), {cure: 'Submit the files first, then the addresses.'});
        }
        if (!chosen.size) {
            throw Object.assign(new Error('No task is chosen.'), {cure: 'Choose at least one under "What to find".'});
        }
        const job = references.length
            ? await post('jobs', {...common(form), references, tasks: requested(form, chosen)}, {headers})
            : await upload('jobs/upload', formOf(form, files, chosen), {headers, signal: sending.signal, onProgress: share => {
                sent = share;
                update();
            }});
        say(html`Accepted: <a href="#/jobs/${job.job_id}">${job.name ?? 'the job'}</a>`);
        onDone(job);
        if (job.total === 1) {
            go(`jobs/${job.job_id}`);
        }
        return true;
    }
    const add = (list, update) => {
        files.push(...list);
        update();
    };
    openForm({
        title: 'New job',
        submitLabel: 'Submit',
        submit,
        onClose: () => sending.abort(),
        content: ({update}) => html`
            <div class="drop ${over ? 'over' : ''}" @dragover=${event => {
                event.preventDefault();
                over = true;
                update();
            }} @dragleave=${() => {
                over = false;
                update();
            }} @drop=${event => {
                event.preventDefault();
                over = false;
                add(event.dataTransfer.files, update);
            }}>
                <p>Drop pictures or PDFs here, or <label class="choose">choose files<input type="file" name="files" class="visually-hidden" multiple accept="image/*,application/pdf,.tif,.tiff" @change=${event => {
                    add(event.target.files, update);
                    event.target.value = '';
                }}></label></p>
                <p class="small">JPEG, PNG, WebP, TIFF, BMP, GIF, PDF</p>
            </div>
            ${files.length ? html`<p class="small muted">${plural(files.length, 'file')}, ${bytes(files.reduce((sum, file) => sum + file.size, 0))}</p>${fileList(files, index => {
                files.splice(index, 1);
                update();
            })}` : nothing}
            ${sent === null ? nothing : html`<div class="stack tight"><progress max="1" value=${sent} aria-label="Upload"></progress><p class="small muted">${sent < 1 ? `Uploading, ${Math.round(100 * sent)} %` : 'The bridge stores the files'}</p></div>`}
            <details class="options" ?hidden=${files.length > 0}><summary>Addresses instead of files</summary>
                <div class="field"><label for="references">Addresses, one a line</label><textarea id="references" name="references" placeholder="https://example.com/street.jpg&#10;s3://inbox/receipts/1.tiff" spellcheck="false"></textarea></div></details>
            ${taskFields(chosen, update)}${optionFields(chosen)}`,
    });
}
