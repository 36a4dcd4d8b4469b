// Small parts that every page uses: states, notices, waiting, empty, pages of a list, messages.
import {html, nothing, render, repeat} from '../lib.js';
import {symbol} from './symbols.js';
import {percent} from '../format.js';

const jobStates = {
    PENDING: ['', 'clock', 'Waiting'],
    PROCESSING: ['info', 'play', 'Running'],
    COMPLETED: ['good', 'check', 'Completed'],
    FAILED: ['bad', 'alert', 'Failed'],
    CANCELLED: ['', 'stop', 'Cancelled'],
};
const sourceStates = {
    online: ['good', 'check', 'Online'],
    connecting: ['info', 'clock', 'Connecting'],
    stalled: ['warn', 'alert', 'Stalled'],
    offline: ['bad', 'close', 'Offline'],
    disabled: ['', 'pause', 'Paused'],
    up: ['good', 'check', 'Up'],
    down: ['bad', 'alert', 'Down'],
    degraded: ['warn', 'alert', 'Degraded'],
    ready: ['good', 'check', 'Ready'],
    unavailable: ['bad', 'alert', 'Unavailable'],
};
const severities = {info: ['', 'help', 'Info'], warning: ['warn', 'alert', 'Warning'], critical: ['bad', 'alert', 'Critical']};

export function badge([tone, icon, text]) {
    return html`<span class="badge ${tone}">${icon ? symbol(icon) : nothing}${text}</span>`;
}
export const jobState = state => badge(jobStates[state] ?? ['', '', state]);
export const sourceState = state => badge(sourceStates[state] ?? ['', 'help', state ?? 'Unknown']);
export const severity = value => badge(severities[value] ?? ['', '', value]);

export function progress(value, tone = '', label = 'Progress') {
    return html`<span class="progress"><progress class=${tone} max="100" value=${value} aria-label=${label}></progress><span class="number small">${percent(value / 100)}</span></span>`;
}

/** What went wrong, in the bridge's words: detail, cure, trace; with a button where it can be tried again. */
export function failure(problem, again) {
    return html`<div class="notice bad" role="alert">${symbol('alert')}<div class="grow">
        <p><strong>${problem.message}</strong></p>
        ${problem.cure ? html`<p>${problem.cure}</p>` : nothing}
        ${problem.code ? html`<p class="small muted">Code <code>${problem.code}</code>${problem.traceId ? html`, trace <code>${problem.traceId}</code>` : nothing}</p>` : nothing}
    </div>${again ? html`<button class="button" @click=${again}>${symbol('retry')} Try again</button>` : nothing}</div>`;
}

export function notice(tone, content) {
    return html`<div class="notice ${tone}">${symbol(tone === 'bad' || tone === 'warn' ? 'alert' : 'help')}<div class="grow">${content}</div></div>`;
}

/** Grey bars in the place of what comes; nothing jumps when it does. */
export const waiting = (bars = 6) => html`<div class="card waiting" role="status" aria-busy="true" aria-label="Loading">${Array.from({length: bars}, () => html`<i></i>`)}</div>`;

/** Nothing here yet, and what to do about it. */
export function empty(icon, title, content) {
    return html`<div class="empty">${symbol(icon)}<h2>${title}</h2>${content}</div>`;
}

export function pager({shown, noun, hasPrevious, hasNext, onPrevious, onNext}) {
    return html`<nav class="pager" aria-label="Pages">
        <span class="grow">${shown} ${noun} on this page</span>
        <button class="button small" ?disabled=${!hasPrevious} @click=${onPrevious}>${symbol('left')} Previous</button>
        <button class="button small" ?disabled=${!hasNext} @click=${onNext}>Next ${symbol('right')}</button>
    </nav>`;
}

export function select(label, value, options, onChange, {id = label.toLowerCase().replaceAll(' ', '-'), wide = false} = {}) {
    return html`<div class="field ${wide ? 'wide' : ''}"><label for=${id}>${label}</label>
        <select id=${id} @change=${event => onChange(event.target.value)}>
            ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === (value ?? '')}>${text}</option>`)}
        </select></div>`;
}

let messageList = [];
let messageNumber = 0;
const messageBox = Object.assign(document.createElement('div'), {className: 'messages', role: 'status'});
messageBox.setAttribute('aria-live', 'polite');
document.body.append(messageBox);

function drawMessages() {
    render(repeat(messageList, one => one.id, one => html`<div class="notice ${one.tone}">
        ${symbol(one.tone === 'bad' ? 'alert' : 'check')}<div class="grow">${one.content}</div>
        <button class="button icon plain small" aria-label="Close this message" @click=${() => closeMessage(one.id)}>${symbol('close')}</button></div>`), messageBox);
}

function closeMessage(id) {
    messageList = messageList.filter(one => one.id !== id);
    drawMessages();
}

/** Says that something was done; goes away by itself. */
export function say(content) {
    const id = messageNumber++;
    messageList = [...messageList.slice(-2), {id, tone: '', content}];
    drawMessages();
    setTimeout(() => closeMessage(id), 6000);
}

/** Says that something failed and why; stays until it is closed. */
export function complain(problem) {
    if (problem.name === 'AbortError' || problem.status === 401) {
        return;
    }
    messageList = [...messageList.slice(-2), {id: messageNumber++, tone: 'bad', content: html`<p><strong>${problem.message}</strong></p>${problem.cure ? html`<p>${problem.cure}</p>` : nothing}`}];
    drawMessages();
}
