// Hands a page with widgets this client does not know to Voila's own front end.

const OUTPUT = 'application/vnd.voila.cell-output+json';
const VIEW = 'application/vnd.jupyter.widget-view+json';

/** Under our own server's strict policy the page is fetched again with a wider one; elsewhere it is taken over as it stands. */
export function handOver(config) {
  const body = document.body;
  if (body.dataset.policy === 'strict' && body.dataset.front !== 'full') return askForFullFrontEnd();
  body.dataset.front = 'full';
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
