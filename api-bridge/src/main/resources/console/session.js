// Who is signed in. The token is exchanged for a cookie that scripts cannot read, so that pictures and
// the event stream work and nothing that opens the bridge rests in the browser's storage.
import {post, refused, remove} from './api.js';

/** Says only that somebody signed in here, so that a first visit asks for nothing. */
const stored = 'cv-signed-in';
let me = null;

export const session = () => me;
const has = role => me !== null && me.roles.includes(role);

/** Whether buttons that change things are shown; the bridge decides all the same. */
export const isOperator = () => has('operator') || has('admin');
export const isAdmin = () => has('admin');

/** The token that ./cv demo puts into the address, taken out of it at once. */
export function tokenFromAddress() {
    const match = /^#(?:.*&)?token=([^&]+)/.exec(location.hash);
    if (!match) {
        return null;
    }
    history.replaceState(null, '', location.pathname + location.search);
    return decodeURIComponent(match[1]);
}

/** Exchanges a token, or an API key, for the cookie. */
export async function signIn(text) {
    const isToken = text.split('.').length === 3;
    me = await post('session', undefined, {headers: isToken ? {authorization: `Bearer ${text}`} : {'x-api-key': text}});
    localStorage.setItem(stored, 'yes');
    return me;
}

/** Goes on with the cookie of an earlier visit, if it still opens; it is renewed with that. */
export async function resume() {
    if (localStorage.getItem(stored) === null) {
        return null;
    }
    try {
        me = await post('session');
    } catch (problem) {
        if (problem.status !== 401) {
            throw problem;
        }
        forget();
    }
    return me;
}

/** A session that is used does not end while what it was opened with still counts. */
function renew() {
    post('session').catch(() => null);
}

function forget() {
    me = null;
    localStorage.removeItem(stored);
}

export async function signOut() {
    await remove('session').catch(() => null);
    forget();
}

const RENEWAL = 600000;
setInterval(() => me && !document.hidden && renew(), RENEWAL);

export function onRefused(listener) {
    refused.addEventListener('refused', () => {
        if (me !== null) {
            forget();
            listener();
        }
    });
}
