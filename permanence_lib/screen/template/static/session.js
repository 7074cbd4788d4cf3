// Tells the reader how the connection stands, and reloads the page when its session has ended. Drafts are kept by the
// exercises in this browser, so that a reload loses nothing.

const RELOADS = 'ap-reloads';
const MOST_RELOADS = 3;
const WITHIN = 60000; // ms
const ASK_EVERY = 2000; // ms
const PATIENCE = 3000; // ms
const PAUSE = 1500; // ms without a key: keys pressed while a page reloads go nowhere
const LONGEST_WAIT = 20000; // ms

const WORDS = {
  lost: 'Connection lost. Your words are kept on this computer. Keep this page open: it carries on by itself.',
  slow: 'The workbook is slow to answer. Your words are kept on this computer.',
  ended: 'This session has ended. Everything saved so far is safe: reload the page to carry on.',
  signedOut: 'The workbook was started again and does not know this browser any more. Your words are kept in this tab: '
    + 'paste the address shown where the workbook was started into this same tab.',
};
if (document.body.dataset.room) {
  WORDS.slow = 'The workshop is slow to answer. Your words are kept on this device.';
  WORDS.lost = 'Connection lost. Your words are kept on this device. Keep this page open: it carries on by itself.';
  WORDS.signedOut = 'This device is no longer in the workshop. Your words are kept in this tab: in this same tab, go to '
    + `${location.origin}/join and come back with your own code.`;
}
if (document.documentElement.dataset.base) { // behind a Hub
  WORDS.signedOut = 'You have been signed out. Your words are kept in this tab: reload this page, in this same tab, to sign in again.';
}
const BACK = 'Connected again.';
const RELOADED = 'This page was refreshed because its session had ended. What you wrote is kept.';

const notice = document.getElementById('ap-notice');
const news = document.getElementById('ap-news');
let waiting = false;

function say(words = '') {
  if (notice.textContent !== words) notice.textContent = words;
}

/** Good news is told once, quietly, and goes away. */
function mention(words) {
  news.textContent = words;
  setTimeout(() => { if (news.textContent === words) news.textContent = ''; }, 8000);
}

function recentReloads() {
  try {
    const times = JSON.parse(sessionStorage.getItem(RELOADS) || '[]');
    return times.filter((time) => Date.now() - time < WITHIN);
  } catch {
    return new Array(MOST_RELOADS).fill(0); // nowhere to count: then never by itself
  }
}

function mayReload() {
  const times = recentReloads();
  if (times.length >= MOST_RELOADS) return false;
  sessionStorage.setItem(RELOADS, JSON.stringify([...times, Date.now()]));
  sessionStorage.setItem('ap-reloaded', '1');
  return true;
}

/** 'here', 'signedOut' or 'silent'. Any answer about the kernel, even that it is gone, comes from a server that is up. */
async function askServer() {
  const element = document.getElementById('jupyter-config-data');
  const config = element ? JSON.parse(element.textContent) : null;
  const known = Boolean(config?.kernelId);
  const url = known ? `${config.baseUrl}api/kernels/${config.kernelId}` : location.href;
  try {
    const answer = await fetch(url, { cache: 'no-store', method: known ? 'GET' : 'HEAD', signal: AbortSignal.timeout(PATIENCE) });
    if ([502, 503, 504].includes(answer.status)) return 'silent'; // a proxy speaks for a server that is being started again
    return [401, 403].includes(answer.status) ? 'signedOut' : 'here';
  } catch {
    return 'silent';
  }
}

let lastKey = 0;
addEventListener('keydown', () => { lastKey = Date.now(); }, true);

const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** A hidden tab waits until it is looked at: many tabs must not start kernels for nobody. */
function visible() {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) => { document.addEventListener('visibilitychange', resolve, { once: true }); });
}

/** Until nobody is in the middle of a word. */
async function betweenWords() {
  const end = Date.now() + LONGEST_WAIT;
  while (Date.now() - lastKey < PAUSE && Date.now() < end) await pause(250);
}

async function reloadWhenServed() {
  if (waiting) return;
  waiting = true;
  await visible();
  let answer = await askServer();
  while (answer === 'silent') {
    say(WORDS.lost);
    await pause(ASK_EVERY);
    answer = await askServer();
  }
  await betweenWords();
  if (answer === 'signedOut') say(WORDS.signedOut);
  else if (mayReload()) location.reload();
  else comeBackLater();
  waiting = false;
}

/** A page that was refreshed too often rests for a minute, and then tries again by itself. */
function comeBackLater() {
  say(WORDS.ended);
  setTimeout(() => { if (document.body.dataset.slim === 'ended') reloadWhenServed(); }, WITHIN);
}

let before = 'starting';

function hear(state) {
  if (state === 'ended') reloadWhenServed();
  else if (!waiting) say(WORDS[state]);
  if (state === 'ready' && ['lost', 'slow'].includes(before)) mention(BACK);
  before = state;
}

document.addEventListener('slim:state', (event) => hear(event.detail));
document.addEventListener('ap:stuck', reloadWhenServed);
document.addEventListener('ap:why', ({ detail }) => { if (!waiting) say(detail); });
if (document.body.dataset.slim) hear(document.body.dataset.slim);

try {
  if (sessionStorage.getItem('ap-reloaded')) mention(RELOADED);
  sessionStorage.removeItem('ap-reloaded');
} catch {
  // Nothing kept, nothing to mention.
}
