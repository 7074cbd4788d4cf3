// Plays our client through a recorded conversation, without a browser. From standard input: {folder, steps: [{act, frames}]}, frames in
// base64, with the number of the message they answer where its id belongs. To standard output: for each step what the client said
// (frames), what its models then held, and how it said things stood.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { folder, steps } = JSON.parse(readFileSync(0, 'utf-8'));
const nothing = () => {};
const said = []; // every frame, as it was sent
let told = [];
let socket = null;

// ---- a browser, as much of one as the client asks for

const element = (more = {}) => ({
  dataset: {}, textContent: '', replaceChildren: nothing, append: nothing, addEventListener: nothing, ...more,
});
const config = element({ textContent: JSON.stringify({ baseUrl: '/', kernelId: 'kernel' }) });
const spot = element({ dataset: { model: 'L' } });

class Line {
  static OPEN = 1;
  constructor(_url, protocol) {
    Object.assign(this, { protocol, readyState: 0 });
    socket = this;
  }

  send(frame) { said.push(new Uint8Array(frame)); }

  close() { this.readyState = 3; }
}

Object.assign(globalThis, {
  window: globalThis,
  addEventListener: nothing,
  WebSocket: Line,
  location: new URL('http://127.0.0.1/week/w01'),
  fetch: async () => ({ ok: true, status: 200 }),
  document: {
    hidden: false,
    cookie: '',
    body: element({ dataset: { policy: 'strict' } }),
    documentElement: element(),
    addEventListener: nothing,
    dispatchEvent: ({ type, detail }) => { if (type === 'slim:state') told.push(detail); },
    getElementById: (id) => (id === 'jupyter-config-data' ? config : null),
    querySelector: (wanted) => (wanted === '.slim-mount' ? spot : null),
    querySelectorAll: (wanted) => (wanted.startsWith('.slim-mount') ? [spot] : []),
    createElement: () => element(),
  },
});
globalThis.setInterval = () => 0; // nothing is looked at by the clock here
const later = globalThis.setTimeout;
globalThis.setTimeout = (what) => later(what, 0);
const settled = () => new Promise((go) => { later(go, 20); });

// ---- frames

const PLACE = 32; // letters of a message id
const decoder = new TextDecoder('latin1');

/** A part of a frame: its number stands at a place of its own, after how many there are. */
function partOf(frame, n) {
  const view = new DataView(frame.buffer, frame.byteOffset);
  const [from, to] = [view.getUint32(8 * (n + 1), true), view.getUint32(8 * (n + 2), true)];
  return JSON.parse(new TextDecoder().decode(frame.subarray(from, to)));
}
const idOf = (frame) => partOf(frame, 1).msg_id;
const controlOf = (frame) => partOf(frame, 4).comm_id;

/** The frame, as an answer to what this client really sent. */
function answering(base64, before) {
  const frame = new Uint8Array(Buffer.from(base64, 'base64'));
  const at = decoder.decode(frame).search(/answer-to-\d{22}/);
  const number = Number(decoder.decode(frame.subarray(at + 10, at + PLACE)));
  if (at > 0) frame.set(new TextEncoder().encode(idOf(said[before + number])), at); // some answer nothing
  const control = decoder.decode(frame).search(/control-of-this-page-+/);
  if (control > 0) frame.set(new TextEncoder().encode(controlOf(said[0])), control);
  return frame.buffer;
}

const asText = (value) => (ArrayBuffer.isView(value)
  ? { base64: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') } : value);
const plain = (state) => Object.fromEntries(Object.entries(state).map(([name, value]) => [name, asText(value)]));
const held = () => Object.fromEntries([...globalThis.slim.models].map(([id, model]) => [id, plain(model.state)]));

// ---- what happens on the page

function opens() {
  socket.readyState = Line.OPEN;
  socket.onopen();
}

const acts = {
  async open() {
    await import(pathToFileURL(`${folder}/slim.js`));
    opens();
  },
  set(name, ...changes) {
    const model = globalThis.slim.models.get(name);
    for (const values of changes) {
      model.set(values);
      model.save_changes();
    }
  },
  /** Two changes and a message at once: the second does not wait for the first to be answered. */
  hurry(name, first, second, content) {
    acts.set(name, first, second);
    acts.send(name, content, []);
  },
  /** A change is on its way when the line breaks. */
  async lose(name, values) {
    acts.set(name, values);
    await acts.mend();
  },
  nothing() {},
  send(name, content, buffers) {
    globalThis.slim.models.get(name).send(content, undefined, buffers.map((each) => new Uint8Array(Buffer.from(each, 'base64'))));
  },
  async mend() {
    socket.close();
    socket.onclose();
    await settled();
    opens();
  },
};

/** What somebody would see in A's box, one after another. */
let seen = [];
const watch = (model) => model.on('change:text', () => seen.push(model.get('text')));

const played = [];
for (const { act: [name, ...given], frames } of steps) {
  const before = said.length;
  told = [];
  seen = [];
  await acts[name](...given);
  await settled();
  const beforehand = name === 'open' ? {} : held();
  for (const frame of frames) socket.onmessage({ data: answering(frame, before) });
  await settled();
  const asked = said.slice(before).map((frame) => Buffer.from(frame).toString('base64'));
  played.push({ said: asked, before: beforehand, after: held(), told, seen });
  if (name === 'open') watch(globalThis.slim.models.get('A'));
}
process.stdout.write(JSON.stringify(played), () => process.exit(0));
