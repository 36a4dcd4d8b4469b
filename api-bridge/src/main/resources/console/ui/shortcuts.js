// Keys for those who know them; "?" lists them, and there they can be turned off.
import {html} from '../lib.js';
import {go} from '../router.js';
import {session} from '../session.js';
import {openForm} from './dialog.js';

const places = {l: ['live', 'Live'], j: ['jobs', 'Jobs'], z: ['zones', 'Zones'], e: ['events', 'Events and alerts'], a: ['analytics', 'Analytics'], m: ['models', 'Models'], d: ['letters', 'Dead letters'], s: ['system', 'System']};
const others = [
    ['/', 'Go to the first filter of the page'],
    ['n', 'New: job, source or zone'],
    ['+ − 0', 'Picture: nearer, further, whole'],
    ['← ↑ → ↓', 'Picture: move it; zone: move the point'],
    ['[ ]', 'Job: page before, page after'],
    ['?', 'This list'],
];
const stored = 'cv-shortcuts';
let waitsForPlace = false;

const isOn = () => localStorage.getItem(stored) !== 'off';

export function showShortcuts() {
    openForm({
        title: 'Keyboard shortcuts',
        content: ({update}) => html`
            <dl class="keys">
                ${Object.entries(places).map(([key, [, name]]) => html`<dt><kbd>g</kbd> <kbd>${key}</kbd></dt><dd>${name}</dd>`)}
                ${others.map(([keys, text]) => html`<dt>${keys.split(' ').map(key => html`<kbd>${key}</kbd> `)}</dt><dd>${text}</dd>`)}
            </dl>
            <label class="check"><input type="checkbox" .checked=${isOn()} @change=${event => {
                localStorage.setItem(stored, event.target.checked ? 'on' : 'off');
                update();
            }}> Use these shortcuts</label>`,
    });
}

const isTyping = target => target.closest('input, select, textarea, dialog, [contenteditable], [data-keys]') !== null;

function press(event) {
    if (!session() || !isOn() || event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element) || isTyping(event.target)) {
        return;
    }
    if (waitsForPlace) {
        waitsForPlace = false;
        if (places[event.key]) {
            event.preventDefault();
            go(places[event.key][0]);
        }
    } else if (event.key === 'g') {
        waitsForPlace = true;
        setTimeout(() => {
            waitsForPlace = false;
        }, 1500);
    } else if (event.key === '?') {
        event.preventDefault();
        showShortcuts();
    } else if (event.key === '/') {
        const filter = document.querySelector('.filters input, .filters select');
        if (filter) {
            event.preventDefault();
            filter.focus();
        }
    } else if (['n', '[', ']'].includes(event.key)) {
        const button = document.querySelector(`[data-shortcut="${event.key}"]:not(:disabled)`);
        if (button) {
            event.preventDefault();
            button.click();
        }
    }
}

export const startShortcuts = () => addEventListener('keydown', press);
