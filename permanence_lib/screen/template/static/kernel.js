// The page's line to its kernel: opens the websocket, opens it again when it breaks, and knows how things stand.

import { PROTOCOL, newId, pack, unpack } from './wire.js';

const LOOK_EVERY = 2500; // ms between looks at the server, so that a lost connection is told within six seconds
const LOOK_PATIENCE = 2500; // ms a look may take
const LONGEST_PAUSE = 10000; // ms between attempts to connect

const ASK_AGAIN = 2000; // ms between attempts to get a kernel from a server that gives no answer
const REFUSED_AGAIN = 6000; // ms after it has said that it has none

const wait = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** What a server says line by line. */
async function* linesOf(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (held + value).split('\n');
    held = lines.pop();
    for (const line of lines) yield JSON.parse(line);
  }
}

/** What a proxy says whose server is being started again: no answer of ours. */
export const isSilence = (status) => status === 0 || [502, 503, 504].includes(status);

/** The answer of a server that has a kernel for this page, or null where asking again is no use: the page is then loaded anew. */
async function answered({ onSilence, onWhy }) {
  for (;;) {
    const answer = await (window.apAsked ?? window.apAsk()).catch(() => null);
    window.apAsked = null;
    const why = answer?.status === 503 && await answer.json().then((said) => said.why, () => null);
    if (why) onWhy(why);
    else if (isSilence(answer?.status ?? 0)) onSilence();
    else return answer.ok ? answer : null;
    await wait(why ? REFUSED_AGAIN : ASK_AGAIN);
  }
}

/** Asks the server for the kernel of a page that names none: calls onKernel(id), onCell({cell, model, html}) and onDone(), or onEnd(). */
export async function askForKernel(heard) {
  const answer = await answered(heard);
  let done = false;
  try {
    for await (const line of answer ? linesOf(answer) : []) {
      if (line.kernelId) heard.onKernel(line.kernelId);
      else if (line.cell) heard.onCell(line);
      done ||= line.done === true;
    }
  } catch (error) {
    console.warn(error);
  }
  return done ? heard.onDone() : heard.onEnd();
}

/** Calls onMessage({type, parent, content, buffers}), onOpen(again) and onState('ready' | 'lost' | 'slow' | 'ended'). */
export class Kernel {
  constructor(config, { onMessage, onOpen, onState }) {
    this.config = config;
    this.onMessage = onMessage;
    this.onOpen = onOpen;
    this.onState = onState;
    this.session = newId();
    this.socket = null;
    this.unsent = [];
    this.attempts = 0;
    this.opened = 0;
    this.state = 'starting';
    this.facts = { started: false, socketDown: false, serverMute: false, kernelMute: false, ended: false };
  }

  start() {
    this.#connect();
    this.watch();
  }

  /** Only looks whether the kernel is there: for a page whose line to it is somebody else's. */
  watch() {
    this.looking = setInterval(() => this.#look(), LOOK_EVERY);
    addEventListener('offline', () => this.note({ serverMute: true }));
    addEventListener('online', () => this.#look());
    document.addEventListener('visibilitychange', () => this.#look());
  }

  isOpen() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  send(type, content, { buffers, metadata } = {}) {
    const header = { msg_id: newId(), msg_type: type, username: '', session: this.session, version: '5.3',
      date: new Date().toISOString() };
    const frame = pack('shell', { header, metadata, content, buffers });
    if (this.isOpen()) this.socket.send(frame);
    else this.unsent.push(frame);
    return header.msg_id;
  }

  /** Takes in a fact about the connection, and tells when the whole has changed. */
  note(facts) {
    Object.assign(this.facts, facts);
    const state = this.#sum();
    if (state === this.state) return;
    this.state = state;
    this.onState(state);
  }

  /** The kernel is gone, or has forgotten this page. */
  end() {
    this.stop();
    this.note({ ended: true });
  }

  /** Lets go of the kernel without a word: somebody else takes the page over. */
  stop() {
    clearInterval(this.looking);
    this.stopped = true;
    this.socket?.close();
  }

  /** Asks the server whether the kernel is still there: its HTTP status, or 0 when there is no answer. */
  async ask() {
    try {
      const answer = await fetch(this.#url(''), { cache: 'no-store', signal: AbortSignal.timeout(LOOK_PATIENCE) });
      return isSilence(answer.status) ? 0 : answer.status;
    } catch {
      return 0;
    }
  }

  #sum() {
    if (this.facts.ended) return 'ended';
    if (this.facts.socketDown || this.facts.serverMute) return 'lost';
    if (this.facts.kernelMute) return 'slow';
    return this.facts.started ? 'ready' : 'starting';
  }

  #url(path) {
    const url = new URL(`${this.config.baseUrl}api/kernels/${this.config.kernelId}${path}`, location.href);
    if (this.config.token) url.searchParams.set('token', this.config.token);
    return url;
  }

  #connect() {
    const url = this.#url('/channels');
    url.protocol = url.protocol.replace('http', 'ws');
    url.searchParams.set('session_id', this.session);
    this.socket = new WebSocket(url, PROTOCOL);
    this.socket.binaryType = 'arraybuffer';
    this.socket.onopen = () => this.#open();
    this.socket.onmessage = (event) => this.onMessage(unpack(event.data));
    this.socket.onclose = () => this.#closed();
  }

  #open() {
    // An intermediary may drop the sub-protocol; the older framing brings a stock Voila to a stop, so it is never spoken.
    if (this.socket.protocol !== PROTOCOL) return this.end();
    this.attempts = 0;
    for (const frame of this.unsent.splice(0)) this.socket.send(frame);
    this.note({ socketDown: false, serverMute: false });
    this.onOpen(this.opened > 0);
    this.opened += 1;
  }

  async #closed() {
    if (this.stopped) return;
    this.note({ socketDown: true });
    await new Promise((resolve) => { setTimeout(resolve, Math.min(LONGEST_PAUSE, 500 * 2 ** this.attempts)); });
    this.attempts += 1;
    const status = await this.ask();
    if (this.stopped) return;
    if (status === 0) this.#closed();
    else if (status >= 400) this.end();
    else this.#connect();
  }

  async #look() {
    if (document.hidden || this.facts.socketDown) return;
    const status = await this.ask();
    if (this.stopped || document.hidden) return;
    if (status >= 400) this.end();
    else this.note({ serverMute: status === 0 });
  }
}
