// How often pages do what messages ask for.

/**
 * Runs action once for all that is asked for within pause milliseconds, at their end: rows are then where the message
 * of them already was. stop() forgets what is asked for.
 */
export function calm(action, pause) {
    let timer = null;
    function ask() {
        timer ??= setTimeout(() => {
            timer = null;
            action();
        }, pause);
    }
    ask.stop = () => {
        clearTimeout(timer);
        timer = null;
    };
    return ask;
}
