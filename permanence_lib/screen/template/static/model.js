// The browser's half of a widget: the model handed to an exercise's render({model, el}).

const same = (a, b) => a === b || (isObject(a) && isObject(b) && JSON.stringify(a) === JSON.stringify(b));
const isObject = (value) => value !== null && typeof value === 'object';
const names = (text) => text.split(/\s+/);

/** Event listeners in the manner of Backbone, which anywidgets expect. */
class Listeners {
  #all = [];

  on(events, callback, context) {
    for (const event of names(events)) this.#all.push({ event, callback, context });
    return this;
  }

  once(event, callback, context) {
    const first = (...args) => {
      this.off(event, first);
      callback.apply(context ?? this, args);
    };
    return this.on(event, first, context);
  }

  off(events, callback, context) {
    const wanted = events ? names(events) : null;
    this.#all = this.#all.filter((entry) => (wanted && !wanted.includes(entry.event))
      || (callback && entry.callback !== callback)
      || (context && entry.context !== context));
    return this;
  }

  trigger(event, ...args) {
    for (const entry of [...this.#all]) {
      if (entry.event !== event) continue;
      try {
        entry.callback.apply(entry.context ?? this, args);
      } catch (error) {
        console.error(error); // one listener's mistake must not silence the others
      }
    }
  }
}

/** One widget. `link` sends to its twin in the kernel: {comm(data, buffers) -> id, isOpen()}. */
export class Model extends Listeners {
  constructor(id, spec, link, registry) {
    super();
    this.model_id = id;
    this.name = spec.model_name;
    this.module = spec.model_module;
    this.state = spec.state;
    this.widget_manager = registry;
    this.views = new Set();
    this.link = link;
    this.changed = new Set(); // set by the exercise, not yet handed over by save_changes
    this.waiting = new Set(); // handed over, not yet sent
    this.sent = new Set(); // what the update now on its way carries
    this.flying = null; // its message id
    this.since = 0; // and when it left
    this.lastSent = {}; // trait -> message id, to tell our own echo from news
    this.foreseen = null; // a question that need not travel, as text, and its answers
  }

  get(name) {
    return this.state[name];
  }

  set(name, value) {
    const values = isObject(name) ? name : { [name]: value };
    const news = [];
    for (const key of Object.keys(values)) {
      if (!same(this.state[key], values[key])) {
        news.push(key);
        this.changed.add(key);
      }
      this.state[key] = values[key];
    }
    this.#announce(news);
    return this;
  }

  save_changes() {
    for (const name of this.changed) this.waiting.add(name);
    this.changed.clear();
    this.flush();
  }

  /** A message of the exercise's own. It never overtakes a change made before it. */
  send(content, _callbacks, buffers) {
    if (this.foreseen?.question === JSON.stringify(content)) return this.#answerAsForeseen();
    this.flush({ now: true });
    return this.link.comm(this.model_id, { method: 'custom', content }, buffers);
  }

  /** What the kernel answered before it was asked: {question, answers}. */
  foresee({ question, answers }) {
    this.foreseen = { question: JSON.stringify(question), answers };
  }

  /** Once, and marked as such: things may have changed since. */
  #answerAsForeseen() {
    const { answers } = this.foreseen;
    this.foreseen = null;
    queueMicrotask(() => { for (const answer of answers) this.receiveMessage({ ...answer, foreseen: true }, []); });
  }

  /** Sends what waits. One update at a time: later changes are merged until the kernel has finished with it. */
  flush({ now = false } = {}) {
    if (!this.waiting.size || (this.flying && !now) || !this.link.isOpen()) return;
    const state = {};
    for (const name of this.waiting) state[name] = this.state[name];
    this.flying = this.link.comm(this.model_id, { method: 'update', state, buffer_paths: [] });
    this.since = Date.now();
    for (const name of this.waiting) this.lastSent[name] = this.flying;
    this.sent = this.waiting;
    this.waiting = new Set();
    this.link.expect(this.flying, this);
  }

  /** The kernel has finished with the update. */
  landed(id) {
    if (this.flying !== id) return;
    this.flying = null;
    this.flush();
  }

  /** The connection is new: what was on its way may not have arrived, so it is sent again. */
  reconnected() {
    if (this.flying) for (const name of this.sent) this.waiting.add(name);
    this.flying = null;
    this.flush();
  }

  isMute(milliseconds) {
    return this.flying !== null && Date.now() - this.since > milliseconds;
  }

  receiveMessage(content, buffers) {
    this.trigger('msg:custom', content, buffers);
  }

  /** New values from the kernel. An echo of an older change, or of what the person is changing now, is left out. */
  receiveState(state, { echoOf = null } = {}) {
    const news = [];
    for (const name of Object.keys(state)) {
      if (this.#isStaleEcho(name, echoOf) || this.changed.has(name) || this.waiting.has(name)) continue;
      if (!same(this.state[name], state[name])) news.push(name);
      this.state[name] = state[name];
    }
    this.#announce(news);
  }

  close() {
    for (const view of this.views) view.abort();
    this.views.clear();
    this.trigger('comm:close');
  }

  #isStaleEcho(name, echoOf) {
    if (!echoOf || !this.lastSent[name]) return false;
    if (this.lastSent[name] !== echoOf) return true;
    delete this.lastSent[name];
    return false;
  }

  #announce(news) {
    for (const name of news) this.trigger(`change:${name}`, this, this.state[name], {});
    if (news.length) this.trigger('change', this, {});
  }
}
