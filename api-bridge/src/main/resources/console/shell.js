// The frame of every page: bar, navigation, main.
import {html, nothing} from './lib.js';
import {session, signOut} from './session.js';
import {symbol} from './ui/symbols.js';
import {openForm} from './ui/dialog.js';
import {showShortcuts} from './ui/shortcuts.js';
import {feedState} from './feed.js';

const groups = [
    ['Cameras', [['live', 'Live'], ['events', 'Events and alerts'], ['analytics', 'Analytics'], ['zones', 'Zones']]],
    ['Files', [['jobs', 'Jobs'], ['letters', 'Dead letters']]],
    ['Operation', [['models', 'Models'], ['system', 'System']]],
];
const feeds = {open: ['good', 'Live'], waiting: ['warn', 'Reconnecting'], off: ['', '']};
let menuOpen = false;

function toggleTheme() {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    const chosen = dark ? 'light' : 'dark';
    root.dataset.theme = chosen;
    localStorage.setItem('cv-theme', chosen);
    dispatchEvent(new Event('theme-changed'));
}

function showAccount() {
    const me = session();
    openForm({
        title: 'Signed in',
        content: ({close}) => html`<dl class="facts">
                <dt>Name</dt><dd>${me.subject}</dd><dt>Tenant</dt><dd>${me.tenant}</dd><dt>Roles</dt><dd>${me.roles.join(', ')}</dd></dl>
            <div class="row"><button type="button" class="button" @click=${async () => {
                await signOut();
                close();
                dispatchEvent(new Event('signed-out'));
            }}>Sign out</button></div>`,
    });
}

function link([name, text], route) {
    const here = route.name === name || (name === 'jobs' && route.name === 'job') || (name === 'live' && route.name === 'source');
    return html`<li><a href="#/${name}" aria-current=${here ? 'page' : 'false'}>${symbol(name)} ${text}</a></li>`;
}

function navigation(route, update) {
    const close = () => {
        menuOpen = false;
        update();
    };
    return html`<nav class="side ${menuOpen ? 'open' : ''}" id="navigation" aria-label="Pages of the console" @click=${event => event.target.closest('a') && close()} @keydown=${event => event.key === 'Escape' && close()}>
        ${groups.map(([name, links]) => html`<h2>${name}</h2><ul>${links.map(one => link(one, route))}</ul>`)}</nav>`;
}

function toMain(event) {
    event.preventDefault();
    document.getElementById('main').focus();
}

export function frame(route, content, update) {
    const [tone, text] = feeds[feedState(update)];
    const me = session();
    return html`<a class="skip" href="#main" @click=${toMain}>Skip to the page</a>
        <div class="shell">
            <header class="bar">
                <button class="button icon plain menu-button" aria-label="Pages" aria-expanded=${menuOpen} aria-controls="navigation" @click=${() => {
                    menuOpen = !menuOpen;
                    update();
                }}>${symbol(menuOpen ? 'close' : 'menu')}</button>
                <a class="brand" href="#/live"><img src="console/icon.svg" alt="" width="20" height="20"> <span>Computer vision</span></a>
                <span class="grow"></span>
                ${text ? html`<span class="badge ${tone}" title="Whether changes arrive by themselves">${symbol(tone === 'good' ? 'system' : 'clock')}<span class="feed-text">${text}</span></span>` : nothing}
                <button class="button icon plain" aria-label="Light or dark" title="Light or dark" @click=${toggleTheme}>${symbol('theme')}</button>
                <button class="button icon plain" aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" @click=${showShortcuts}>${symbol('help')}</button>
                ${me ? html`<button class="button plain account" aria-label="Signed in as ${me.subject} of ${me.tenant}" @click=${showAccount}>${symbol('person')}<span class="account-name">${me.tenant}</span></button>` : nothing}
            </header>
            ${navigation(route, update)}
            <main class="page" id="main" tabindex="-1">${content}</main>
        </div>`;
}
