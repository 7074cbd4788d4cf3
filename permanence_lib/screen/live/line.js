// What stands round every live page, after its own module: it knows what it was last told, and asks until it is answered.

const AGAIN = 3000; // ms until a question without an answer is asked again, with the same id: nothing is done twice

const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");

class Line {
  constructor({model, kit, part}) {
    Object.assign(this, {model, kit, part, seen: null, behind: 0, waiting: new Map(), watchers: new Set()});
    this.listen = (message) => this.hear(message);
    model.on("msg:custom", this.listen);
    this.hello = () => this.send({kind: "hello"});
    document.addEventListener("slim:state", this.hello); // whatever was missed while the connection was down is said again
    this.ticking = setInterval(() => this.tick(), 1000);
    this.hello();
  }

  send(message) {
    try { this.model.send(message); } catch { /* the connection is down: tick() sends it again */ }
  }

  /** Ask the kernel to do something: {why} when it will not, in the reader's words. */
  act(what, given = {}) {
    const message = {kind: "act", id: newId(), what, given};
    return new Promise((done) => {
      this.waiting.set(message.id, {message, done, at: Date.now()});
      this.send(message);
    });
  }

  hear(message) {
    if (message.kind === "seen") {
      this.seen = message.seen;
      if (message.seen.now) this.behind = Date.parse(message.seen.now) - Date.now(); // this device's clock may be wrong
      for (const watcher of this.watchers) watcher();
    }
    if (message.kind === "acted" && this.waiting.has(message.id)) {
      this.waiting.get(message.id).done(message);
      this.waiting.delete(message.id);
    }
  }

  /** Now, by the room's clock, in ms. */
  now() { return Date.now() + this.behind; }

  /** Another widget of this page, by its model's id, shown in `el`; gives what tidies it up. */
  async show(id, el) {
    const model = await this.model.widget_manager.get_model(id);
    return this.kit.show({model, el, kit: this.kit, part: this.part});
  }

  tick() {
    const now = Date.now();
    if (!this.seen) this.hello();
    for (const waiting of this.waiting.values()) {
      if (now - waiting.at >= AGAIN) { waiting.at = now; this.send(waiting.message); }
    }
  }

  close() {
    clearInterval(this.ticking);
    document.removeEventListener("slim:state", this.hello);
    this.model.off("msg:custom", this.listen);
  }
}

export function show({model, el, kit, part}) {
  const {html, render: paint, useEffect, useReducer} = kit;
  const Page = page(kit);
  const line = new Line({model, kit, part});
  const host = document.createElement("div"), voice = document.createElement("div");
  el.replaceChildren(host, voice);
  el.classList.add("ap", "ap-live");
  voice.setAttribute("role", "status"); voice.className = "ap-vh";
  let later;
  const say = (words) => { clearTimeout(later); voice.textContent = ""; later = setTimeout(() => { voice.textContent = words; }, 300); };
  function Live() {
    const [, repaint] = useReducer((n) => n + 1, 0);
    useEffect(() => { line.watchers.add(repaint); repaint(); return () => line.watchers.delete(repaint); }, []);
    if (!line.seen) return html`<p class="ap-hint">One moment…</p>`;
    return line.seen.out ? html`<p class="ap-inset" role="alert">${line.seen.out}</p>` : html`<${Page} seen=${line.seen} line=${line} say=${say} />`;
  }
  paint(html`<${Live} />`, host);
  return () => { paint(null, host); line.close(); };
}
