// Shows the exercises of a page without JupyterLab's front end: text comes ready from the server, and this client
// speaks the kernel websocket and the widget protocol for anywidgets. A page with any other widget is handed to
// Voila's own front end (fallback.js). The page's state is told by `slim:state` events on the document.

import './session.js';
import { Kernel, askForKernel } from './kernel.js';
import { Model } from './model.js';
import { isKnown, plainId, show } from './views.js';
import { newId, putBuffers } from './wire.js';

const CONTROL = newId();
const MUTE_AFTER = 8000; // ms an update may be under way before the page says that the kernel is slow
const MODEL_PATIENCE = 8000; // ms to wait for a model that an exercise asks for

const models = new Map();
const awaited = new Map(); // message id -> the model whose update it carried
const asked = new Map(); // model id -> those waiting for it to arrive
let kernel = null;
let haveStates = false;
let mayAskForStates = false;
let mounting = Promise.resolve(); // until the exercises that have come so far stand on the page

// ---- models

const registry = {
  /** Any model of the kernel, displayed or not, by its id or an `IPY_MODEL_` reference. */
  get_model(reference) {
    const id = plainId(reference);
    if (models.has(id)) return Promise.resolve(models.get(id));
    return new Promise((resolve, reject) => {
      asked.set(id, [...(asked.get(id) || []), resolve]);
      setTimeout(() => reject(new Error(`The page has no model ${id}.`)), MODEL_PATIENCE);
    });
  },
};

const link = {
  comm: (id, data, buffers) => kernel.send('comm_msg', { comm_id: id, data }, { buffers }),
  isOpen: () => kernel.isOpen(),
  expect: (messageId, model) => awaited.set(messageId, model),
};

function addModel(id, spec) {
  const model = new Model(id, spec, link, registry);
  models.set(id, model);
  for (const resolve of asked.get(id) || []) resolve(model);
  asked.delete(id);
}

// ---- what the kernel says

const hears = {
  status(content, parent) {
    if (['restarting', 'dead', 'autorestarting'].includes(content.execution_state)) return kernel.end();
    if (content.execution_state !== 'idle' || !awaited.has(parent)) return null;
    const model = awaited.get(parent);
    awaited.delete(parent);
    model.landed(parent);
    return kernel.note({ kernelMute: false });
  },

  comm_msg(content, parent, buffers) {
    const { comm_id: id, data } = content;
    if (id === CONTROL) return data.method === 'update_states' ? receiveStates(data, buffers) : null;
    const model = models.get(id);
    if (!model) return null;
    if (data.method === 'custom') return model.receiveMessage(data.content, buffers);
    const state = putBuffers(data.state, data.buffer_paths, buffers);
    return model.receiveState(state, { echoOf: data.method === 'echo_update' ? parent : null });
  },

  comm_open(content, _parent, buffers) {
    if (content.target_name !== 'jupyter.widget' || !haveStates || models.has(content.comm_id)) return;
    const state = putBuffers(content.data.state, content.data.buffer_paths, buffers);
    addModel(content.comm_id, { model_name: state._model_name, model_module: state._model_module, state });
  },

  comm_close(content) {
    models.get(content.comm_id)?.close();
    models.delete(content.comm_id);
  },
};

function receiveStates({ states, buffer_paths: paths }, buffers) {
  const all = putBuffers(states, paths, buffers);
  if (haveStates && !knowsThisPage(all)) return kernel.end(); // restarted while the connection was down
  for (const id of Object.keys(all)) {
    if (models.has(id)) models.get(id).receiveState(all[id].state);
    else addModel(id, all[id]);
  }
  haveStates = true;
  kernel.note({ started: true });
  return mount();
}

const knowsThisPage = (states) => [...document.querySelectorAll('.slim-mount')].map((spot) => spot.dataset.model)
  .every((id) => id in states || !models.has(id));

function requestStates() {
  if (!mayAskForStates) {
    mayAskForStates = true;
    kernel.send('comm_open', { comm_id: CONTROL, target_name: 'jupyter.widget.control', data: { states: {} } },
      { metadata: { version: '1.0.0' } });
  }
  kernel.send('comm_msg', { comm_id: CONTROL, data: { method: 'request_states' } });
}

// ---- what the page shows

async function mount() {
  const spots = [...document.querySelectorAll('.slim-mount:not([data-shown])')];
  const odd = spots.find((spot) => !isKnown(models.get(spot.dataset.model), models));
  if (odd) return handOver();
  await Promise.all(spots.map(mountOne));
  return ready();
}

async function mountOne(spot) {
  if ('shown' in spot.dataset) return; // its turn came another way
  spot.dataset.shown = 'coming';
  const el = document.createElement('div');
  try {
    await show(models.get(spot.dataset.model), el, models);
    spot.replaceChildren(el);
    spot.dataset.shown = '';
  } catch (error) {
    console.error(error);
    apologise(spot);
  }
}

/** What a cell gave that is not the same for everybody: an exercise is shown at once, without waiting for the next. */
function take({ cell, model, widget, foreseen, html }) {
  const place = document.querySelector(`[data-ap-cell="${CSS.escape(cell)}"]`);
  if (place && html) place.innerHTML = html; // the notebook's own HTML, never a person's words
  const spot = document.querySelector(`.slim-mount[data-model="${CSS.escape(cell)}"]`);
  if (!spot) return;
  if (widget) {
    spot.dataset.model = model;
    if (!models.has(model)) addModel(model, widget);
    if (foreseen) models.get(model).foresee(foreseen);
    if (isKnown(models.get(model), models)) mounting = mounting.then(() => mountOne(spot)).then(breathe);
    return;
  }
  spot.dataset.shown = '';
  if (html) spot.innerHTML = html;
  else apologise(spot);
}

/** Lets the browser paint, and hear a click, before the next one is made. */
const breathe = () => new Promise((go) => { setTimeout(go); });

function apologise(spot) {
  const said = document.createElement('div');
  said.className = 'ap-broken';
  said.textContent = 'This exercise could not be shown. Your saved answers are safe: please reload the page.';
  spot.replaceChildren(said);
}

function ready() {
  document.body.dataset.apReady = String(Math.round(performance.now()));
  document.dispatchEvent(new CustomEvent('ap:ready'));
}

async function handOver() {
  kernel?.stop();
  const fallback = await import('./fallback.js');
  fallback.handOver(readConfig(), tell);
}

function tell(state) {
  document.body.dataset.slim = state;
  document.dispatchEvent(new CustomEvent('slim:state', { detail: state }));
}

// ---- the page's life

function readConfig() {
  const element = document.getElementById('jupyter-config-data');
  return element && JSON.parse(element.textContent);
}

/** A page that asked for its kernel is given the states of its widgets cell by cell, and asks only when it comes back. */
function opened(again, given) {
  if (again) for (const model of models.values()) model.reconnected();
  if (!given || (again && haveStates)) requestStates();
}

/** A kernel of a page that is left ends at once; where this does not arrive, the server's culling sees to it. */
function farewell(config) {
  if (!config.kernelId) return; // still being asked for: the server notices that nobody waits any more
  const form = new FormData();
  const token = document.cookie.match(/\b_xsrf=([^;]*)/);
  if (token) form.append('_xsrf', token[1]);
  navigator.sendBeacon(`${config.baseUrl}voila/api/shutdown/${config.kernelId}`, form);
}

/** For a page that is the same for everybody, and so cannot name its kernel. */
function getKernel(config) {
  const late = setTimeout(() => kernel.note({ kernelMute: true }), MUTE_AFTER);
  return askForKernel({
    onSilence: () => kernel.note({ serverMute: true }),
    onWhy: (why) => document.dispatchEvent(new CustomEvent('ap:why', { detail: why })),
    onKernel: (kernelId) => {
      Object.assign(config, { kernelId });
      document.getElementById('jupyter-config-data').textContent = JSON.stringify(config);
      kernel.note({ serverMute: false });
      kernel.start();
    },
    onCell: take,
    onDone: async () => {
      clearTimeout(late);
      haveStates = true;
      kernel.note({ kernelMute: false, started: true });
      await mounting;
      mount();
    },
    onEnd: () => kernel.end(),
  });
}

/** Whether Voila's own front end was asked for: under our server that is settled there, elsewhere the address may say so too. */
function isForVoila({ front, policy }) {
  return front === 'full' || (policy === 'open' && new URLSearchParams(location.search).get('front') === 'full');
}

function begin() {
  const config = readConfig();
  if (!config) return tell('ended'); // the server could not start the page's kernel
  addEventListener('pagehide', () => farewell(config));
  if (isForVoila(document.body.dataset)) return handOver();
  if (!document.querySelector('.slim-mount')) return ready();

  const asks = !config.kernelId;
  kernel = new Kernel(config, {
    onMessage: ({ type, parent, content, buffers }) => hears[type]?.(content, parent, buffers),
    onOpen: (again) => opened(again, asks),
    onState: tell,
  });
  if (asks) getKernel(config);
  else kernel.start();
  setInterval(() => {
    if ([...models.values()].some((model) => model.isMute(MUTE_AFTER))) kernel.note({ kernelMute: true });
  }, 1000);
  return null;
}

// The back button may bring back a page whose kernel has ended.
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });

// For tests and for whoever looks into a page that misbehaves.
window.slim = { models, get kernel() { return kernel; } };

begin(); // a module script runs when the page is complete
