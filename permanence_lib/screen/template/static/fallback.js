// Hands a page to Voila's own front end: one with widgets that this client does not know, or one that was asked for so.
// How the connection stands is found out by asking the server, and by overhearing the line that is Voila's.

import { Kernel } from './kernel.js';
import { unpack } from './wire.js';

const OUTPUT = 'application/vnd.voila.cell-output+json';
const VIEW = 'application/vnd.jupyter.widget-view+json';

/** Under our own server's strict policy the page is fetched again with a wider one; elsewhere it is taken over as it stands. */
export function handOver(config, tell) {
  const { body } = document;
  if (body.dataset.policy === 'strict' && body.dataset.front !== 'full') return askForFullFrontEnd();
  body.dataset.front = 'full';
  watch(config, tell);
  keepOutMathJax(config);
  prepareForVoila();
  addStyle(new URL('./fallback.css', import.meta.url).href);
  document.querySelectorAll('.slim-mount').forEach((spot) => spot.replaceWith(outputScript(spot.dataset.model)));
  for (const file of ['voila-style.js', 'voila.js']) addScript(`${config.fullStaticUrl}/${file}`);
  return announceReady();
}

function askForFullFrontEnd() {
  const url = new URL(location.href);
  url.searchParams.set('front', 'full');
  location.replace(url);
}

/** Tells how things stand as our own client would: the exercises and the notices above them need not know who shows the page. */
function watch(config, tell) {
  const kernel = new Kernel(config, { onState: tell });
  overhear(kernel);
  kernel.watch();
  document.addEventListener('ap:ready', () => kernel.note({ started: true }), { once: true });
}

/** Voila opens the line later; from then on a kernel that was started anew, and so has forgotten this page, is noticed at once. */
function overhear(kernel) {
  const over = ['restarting', 'autorestarting', 'dead'];
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        if (!(data instanceof ArrayBuffer)) return;
        const { type, content } = unpack(data);
        if (type === 'status' && over.includes(content.execution_state)) kernel.end();
      });
    }
  };
}

/** Voila's configuration of a page names another host for it. */
function keepOutMathJax(config) {
  const ours = { ...config, fullMathjaxUrl: new URL('./mathematics.js', import.meta.url).href };
  document.getElementById('jupyter-config-data').textContent = JSON.stringify(ours);
}

/** The functions Voila's front end calls on the page, and the load event it waits for, which may be over. */
function prepareForVoila() {
  const nothing = () => {};
  Object.assign(window, { display_cells: nothing, voila_finish: nothing, update_loading_text: nothing });
  const listen = window.addEventListener;
  window.addEventListener = (type, callback, options) => {
    if (type === 'load' && document.readyState === 'complete') setTimeout(callback);
    else listen.call(window, type, callback, options);
  };
}

function outputScript(modelId) {
  const script = document.createElement('script');
  const view = { model_id: modelId, version_major: 2, version_minor: 0 };
  script.type = OUTPUT;
  script.textContent = JSON.stringify({ output_type: 'display_data', metadata: {}, data: { [VIEW]: view } });
  return script;
}

function addStyle(href) {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  document.head.append(link);
}

function addScript(src) {
  const script = document.createElement('script');
  script.async = false;
  script.src = src;
  document.body.append(script);
}

/** Voila takes each output script away when it has shown what it asks for. */
function announceReady() {
  const isDone = () => !document.querySelector(`script[type="${OUTPUT}"]`);
  const watch = new MutationObserver(() => {
    if (!isDone()) return;
    watch.disconnect();
    document.body.dataset.apReady = String(Math.round(performance.now()));
    document.dispatchEvent(new CustomEvent('ap:ready'));
  });
  watch.observe(document.body, { childList: true, subtree: true });
}
