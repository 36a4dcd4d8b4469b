// Boots the console: session, route, page; renders once per frame when something asks for it.
import {html, render} from './lib.js';
import {current, load} from './router.js';
import {onRefused, resume, session, signIn, tokenFromAddress} from './session.js';
import {frame} from './shell.js';
import {signInPage} from './pages/signin.js';
import {complain, failure, waiting} from './ui/parts.js';
import {startShortcuts} from './ui/shortcuts.js';
import {stop as stopFeed} from './feed.js';

const container = document.getElementById('app');
let page = null;
let route = current();
let trouble = null;
let asked = false;
let booted = false;

function update() {
    if (!asked) {
        asked = true;
        requestAnimationFrame(draw);
    }
}

function content() {
    if (trouble) {
        return html`<div class="head"><h1 tabindex="-1">Something is wrong</h1></div>${failure(trouble, () => open())}`;
    }
    if (route.name === 'unknown') {
        return html`<div class="head"><h1 tabindex="-1">No such page</h1></div><p>Nothing is at this address. <a href="#/">Go to Live</a></p>`;
    }
    return page ? page.render() : waiting();
}

function draw() {
    asked = false;
    if (!booted) {
        return;
    }
    render(session() || trouble ? frame(route, content(), update) : signInPage(enter, update), container);
}

function stopPage() {
    page?.stop?.();
    page?.stopTimers();
    page = null;
}

/** Timers that a page starts end with it. */
function contextOf(target) {
    const timers = [];
    return {
        route: target,
        update,
        every(interval, action) {
            timers.push(setInterval(() => document.hidden || action(), interval));
        },
        stopTimers: () => timers.forEach(clearInterval),
    };
}

async function open(focus = true) {
    route = current();
    const target = route;
    stopPage();
    trouble = null;
    if (!session() || target.name === 'unknown') {
        update();
        return;
    }
    // What the page before showed is not under this address.
    update();
    try {
        const module = await load(target.name);
        if (route !== target || !session()) {
            return;
        }
        const context = contextOf(target);
        page = module.create(context);
        page.stopTimers = context.stopTimers;
        document.title = `${module.title} · Computer vision`;
    } catch (error) {
        trouble = error;
    }
    update();
    if (focus) {
        requestAnimationFrame(() => requestAnimationFrame(() => {
            window.scrollTo(0, 0);
            container.querySelector('h1')?.focus({preventScroll: true});
        }));
    }
}

async function enter(token) {
    await signIn(token);
    await open();
}

onRefused(() => {
    stopFeed();
    stopPage();
    update();
});
addEventListener('hashchange', () => {
    const given = tokenFromAddress();
    if (given) {
        enter(given).catch(complain);
    } else {
        open();
    }
});
addEventListener('signed-out', () => {
    stopFeed();
    stopPage();
    update();
});

const token = tokenFromAddress();
try {
    if (token) {
        await signIn(token);
    } else {
        await resume();
    }
} catch (error) {
    trouble = error.status === 401 ? null : error;
}
booted = true;
container.replaceChildren();
startShortcuts(update);
await open(false);
