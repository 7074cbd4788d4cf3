// The save protocol, without a page: it can be tested with a pretend clock and a pretend kernel.
//
// A draft is kept 0.2 s after a key, and at once when the page is left: no key waits for a long answer to be put into text.
// A change is sent 0.4 s after the last key, and at latest 1.2 s after the first.
// "Saved" is said only when the kernel answers that the store has committed. The same request is sent again until then,
// with the same id, so that it can never become two revisions.

const DRAFT = 200;
const QUIET = 400;
const LATEST = 1200;
const RESEND = 3000;
const WORRY = 6000;
const STUCK = 9000;    // of time in which the page itself was awake
const TICK = 1000;
const LONGEST = 600000;
const LIVE = 3000;   // a draft touched so lately by another window is still being typed there
const CLOSING = 600; // or that window is just being closed, and its last words are on their way to the store
const DOUBT = 1000;  // after an answer that was made before it was asked for: it may stand no more

// crypto.randomUUID needs https on an address other than this machine's own
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), b => b.toString(16).padStart(2, "0")).join("");
const textOf = held => JSON.stringify([held.value, held.done]);
/** A text in few letters, to know it again. */
const markOf = text => {
  let sum = 0x811c9dc5;
  for (let n = 0; n < text.length; n += 1) sum = Math.imul(sum ^ text.charCodeAt(n), 0x01000193);
  return `${text.length}.${sum >>> 0}`;
};

export class Saving {
  /**
   * @param empty     the answer of somebody who has not started
   * @param send      function that gives the kernel a message
   * @param drafts    {get(), set(text), drop()}: a place in this browser
   * @param changed   called whenever something to show has changed
   * @param stuck     called when the kernel has been mute for 9 s
   * @param writer    a name for this window: it stays the same through a reload
   */
  constructor({empty, send, drafts, changed, stuck = () => {}, writer = "", clock = globalThis}) {
    Object.assign(this, {empty, send, drafts, changed, stuck, writer, clock});
    this.state = "opening";
    this.held = null;          // {value, done}: what is on the screen
    this.text = null;          // the same as text, made once for each change and only when it is asked for
    this.stored = null;        // {value, done} as the store has it, where it is known to be the very same
    this.base = 0;             // the revision it stands on
    this.savedText = null;     // what the store holds, as text
    this.at = null;
    this.why = "";
    this.flight = null;
    this.sent = [];            // marks of what was sent and never answered: the store may yet turn out to hold it
    this.unsavedSince = null;
    this.next = null;          // to be put on top once the present flight has landed
    this.asked = this.ticked = clock.Date.now();
    this.unheard = 0;
    this.ticking = clock.setInterval(() => this.tick(), TICK);
    this.ask();
  }

  ask() { this.asking = true; this.tryToSend({kind: "hello"}); }

  /** What is being typed need not ask: saving it will show. */
  askWhetherStill() {
    if (!this.held || this.isDirty()) return;
    this.asking = true;
    this.tryToSend({kind: "hello", known: this.base});
  }

  tryToSend(message) {
    try { this.send(message); } catch { /* the connection is down: tick() sends it again */ }
  }

  hear(message) {
    if (message.kind === "still") this.asking = false;
    const listen = {opened: "opened", saved: "landed", conflict: "conflicted", refused: "refused", failed: "failed"}[message.kind];
    if (listen) { this[listen](message); this.changed(message); }
  }

  /**
   * The answer to a question. A second one, to a question asked twice while the line was slow, changes nothing; nor does one
   * older than what is known. After one that was made before the question it is asked whether that still stands.
   */
  opened({value, done, revision, at, foreseen}) {
    if (!this.asking || revision < this.base || this.held && this.isDirty()) return;
    this.asking = false;
    if (foreseen) this.doubting = this.clock.setTimeout(() => this.askWhetherStill(), DOUBT);
    const stored = {value: value ?? this.empty, done: !!done}, draft = this.readDraft();
    if (!this.held && !this.waited && draft && this.isLive(draft) && textOf(draft) !== textOf(stored)) {
      this.waited = this.clock.setTimeout(() => this.ask(), CLOSING);
      return;
    }
    this.base = revision; this.at = at; this.hold(stored); this.stored = stored; this.savedText = this.heldText;
    this.unheard = 0;
    this.state = revision ? "saved" : "new";
    this.restore();
  }

  /** Words that were typed and not saved: by this window before a reload, or by one that is gone. */
  restore() {
    const draft = this.readDraft();
    if (!draft || this.isDirty() || this.other) return;
    if (textOf(draft) === this.savedText) { this.drafts.drop(); return; }
    if (this.isLive(draft)) { this.clock.setTimeout(() => this.restore(), LIVE); return; }
    this.sent = draft.sent ?? [];
    if (draft.base === this.base || this.isOwn(this.savedText)) { this.restored = true; this.edited(draft); }
    else { this.conflicted({revision: this.base, ...this.held, at: this.at}, draft); this.changed(); }
  }

  /** Whether another window is, or was a moment ago, where the draft is typed. */
  isLive(draft) { return draft.writer !== this.writer && this.clock.Date.now() - draft.at < LIVE; }

  keepDraft() {
    const {base, writer, sent, heldText} = this, end = heldText.lastIndexOf(",");   // a long answer is put into text once a key, not twice
    const about = JSON.stringify({base, writer, sent, at: this.clock.Date.now()});
    this.drafts.set(`{"value":${heldText.slice(1, end)},"done":${heldText.slice(end + 1, -1)},${about.slice(1)}`);
  }

  /** Another window's draft is left alone. */
  dropDraft() {
    const draft = this.readDraft();
    if (!draft || draft.writer === this.writer || textOf(draft) === this.savedText) this.drafts.drop();
  }

  readDraft() {
    try { return JSON.parse(this.drafts.get() || "null"); } catch { return null; }
  }

  hold(held) { this.held = held; this.text = null; }

  get heldText() { return this.text ??= this.held && textOf(this.held); }

  /** Whether a version in the store is one this window sent before and never heard of again: no other hand wrote it. */
  isOwn(text) { return this.sent.includes(markOf(text)); }

  isDirty() { return this.looksDirty() && this.heldText !== this.savedText; }

  /** The same without putting anything into text: what was typed and taken out again still looks like a change. */
  looksDirty() { return this.held?.value !== this.stored?.value || this.held?.done !== this.stored?.done; }

  /** The person changed something. */
  edited({value, done}) {
    this.hold({value, done});
    if (!this.looksDirty() && !this.flight) { this.settle(); return; }
    this.drafting ??= this.clock.setTimeout(() => this.putDown(), DRAFT);
    if (this.other) return;                        // two versions: nothing is sent until the person has chosen
    const now = this.clock.Date.now();
    this.unsavedSince ??= now;
    this.firstUnsent ??= now;
    if (!["unsaved", "refused"].includes(this.state)) this.state = "saving";
    this.editedAt = now;
    this.pushLater(now);
    this.changed();
  }

  /** What was typed since the last draft: kept as one, unless it is what the store holds; too much of it is refused. */
  putDown() {
    if (!this.drafting) return;
    this.clock.clearTimeout(this.drafting);
    this.drafting = null;
    if (!this.isDirty() && !this.flight && !this.other) { this.settle(); return; }
    this.keepDraft();
    if (this.other) return;
    const {length} = this.heldText, refused = this.state === "refused";
    if (length > LONGEST) this.refused({why: tooLong(length)}); else if (refused) this.state = "saving";
    if (length > LONGEST || refused) this.changed();
  }

  /** A while after the last key, and at latest a while after the first one that was not sent. */
  pushLater(now) {
    this.clock.clearTimeout(this.timer);
    const due = Math.min(this.editedAt + QUIET, (this.firstUnsent ?? now) + LATEST);
    this.timer = this.clock.setTimeout(() => this.push(), Math.max(0, due - now));
  }

  settle() {
    this.dropDraft();
    this.clock.clearTimeout(this.timer);
    this.clock.clearTimeout(this.drafting);
    this.drafting = null; this.stored = this.held;
    Object.assign(this, {state: this.base ? "saved" : "new", unsavedSince: null, firstUnsent: null, why: "", sent: []});
    this.changed();
  }

  /** Send what is on the screen now, unless something is on its way. */
  push() {
    this.putDown();
    this.clock.clearTimeout(this.timer);
    if (this.flight || this.other || !this.isDirty() || this.state === "refused") return;
    const now = this.clock.Date.now();
    this.flight = {id: newId(), ...this.held, text: this.heldText, base: this.base, sentAt: now};
    this.firstUnsent = null;
    this.sent = [...this.sent, markOf(this.heldText)].slice(-9);
    this.keepDraft();
    this.tryToSend(this.request());
  }

  request() {
    const {id, base, value, done} = this.flight;
    return {kind: "save", id, base, value, done};
  }

  landed({id, revision, at}) {
    if (this.flight?.id !== id) {                  // saved by another view of the same exercise
      if (!this.flight && !this.isDirty()) this.ask();
      return;
    }
    this.savedText = this.flight.text; this.stored = {value: this.flight.value, done: this.flight.done};
    this.base = revision; this.at = at; this.flight = null; this.restored = false; this.sent = [];
    this.unheard = 0;
    if (this.next) { const next = this.next; this.next = null; this.hold(next); this.push(); return; }
    if (!this.isDirty()) { this.settle(); return; }
    const now = this.clock.Date.now();
    this.unsavedSince = this.firstUnsent ?? now;
    this.keepDraft();
    this.pushLater(now);                           // somebody is still typing: each key need not be a revision
  }

  /** Another window saved first. Both versions are kept until the person chooses. */
  conflicted(other, mine = this.held) {
    this.flight = null; this.next = null;
    this.hold({value: mine.value, done: !!mine.done});
    const text = textOf({value: other.value, done: !!other.done});
    if (text === this.heldText || this.isOwn(text)) {  // the same words, or what came of earlier ones: nothing to choose
      Object.assign(this, {base: other.revision, at: other.at, savedText: text, stored: null});
      if (this.isDirty()) this.push(); else this.settle();
      return;
    }
    this.other = other;
    this.state = "conflict";
    this.keepDraft();
  }

  /** "mine": the words on this page go on top. "theirs": the same, and then the other version on top of them. */
  choose(which) {
    const {revision, value, done} = this.other;
    this.other = null; this.base = revision;
    this.savedText = textOf({value, done: !!done}); this.stored = null;
    this.unsavedSince = this.clock.Date.now(); this.state = "saving";
    if (which === "theirs") this.next = {value, done: !!done};
    if (this.isDirty()) this.push(); else { this.next = null; this.settle(); }
    this.changed();
  }

  refused({why}) { this.flight = null; this.state = "refused"; this.why = why; }

  failed({id, why}) {
    if (id && this.flight?.id !== id) return;
    this.state = "unsaved"; this.why = why;        // the flight stays: it is sent again
  }

  tick() {
    const now = this.clock.Date.now();
    // A computer that slept, or a page that was busy, could not have heard an answer that is there: that is no silence.
    this.unheard += Math.min(now - this.ticked, 2 * TICK);
    this.ticked = now;
    if (!this.held) {
      if (now - this.asked > 6000 && this.state === "opening") { this.state = "late"; this.changed(); }
      if (Math.floor((now - this.asked) / 1000) % 3 === 2) this.ask();
      if (this.unheard > STUCK) this.callStuck(now);
      return;
    }
    if (this.other || this.unsavedSince === null || this.state === "refused") { this.unheard = 0; return; }
    if (!this.flight) this.push();
    else if (now - this.flight.sentAt >= RESEND) { this.flight.sentAt = now; this.tryToSend(this.request()); }
    const waited = now - this.unsavedSince;
    if (waited >= WORRY - 1000 && this.state !== "unsaved") { this.state = "unsaved"; this.changed(); }
    if (this.unheard >= STUCK) this.callStuck(now);
  }

  callStuck(now) {
    if (now - (this.lastStuck ?? 0) >= STUCK) { this.lastStuck = now; this.stuck(); }
  }

  close() {
    this.push();
    this.clock.clearInterval(this.ticking);
    this.clock.clearTimeout(this.timer);
    this.clock.clearTimeout(this.waited);
    this.clock.clearTimeout(this.doubting);
  }
}

const tooLong = n => `This answer is ${n.toLocaleString("en-GB")} characters long and the most that can be kept is 600,000. ` +
  "Shorten it, or keep part of it elsewhere: your words stay on this page meanwhile.";

/** A place for one draft: this browser's storage, or nowhere when it is switched off. */
export function draftsIn(storage, key) {
  const quietly = act => { try { return act(); } catch { return null; } };
  return {
    get: () => quietly(() => storage.getItem(key)),
    set: text => quietly(() => storage.setItem(key, text)),
    drop: () => quietly(() => storage.removeItem(key)),
  };
}
