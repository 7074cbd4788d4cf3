// The save protocol against a pretend clock and a pretend kernel. Each test's name is the rule it tests.
import test from "node:test";
import assert from "node:assert/strict";
import {Saving} from "../../permanence_lib/screen/kit/saving.js";

/** A clock that moves only when told. */
class Clock {
  constructor() { this.now = 1_000_000; this.waiting = []; this.n = 0; this.Date = {now: () => this.now}; }
  setTimeout(act, after) { this.waiting.push({id: ++this.n, act, at: this.now + after}); return this.n; }
  setInterval(act, every) { const id = ++this.n; const again = () => { act(); this.waiting.push({id, act: again, at: this.now + every}); }; this.waiting.push({id, act: again, at: this.now + every}); return id; }
  clearTimeout(id) { this.waiting = this.waiting.filter(w => w.id !== id); }
  clearInterval(id) { this.clearTimeout(id); }
  /** Nothing runs meanwhile; what was due runs once afterwards. */
  sleep(ms) { this.now += ms; for (const one of this.waiting) one.at = Math.max(one.at, this.now); this.pass(0); }
  pass(ms) {
    const end = this.now + ms;
    for (;;) {
      const due = this.waiting.filter(w => w.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.waiting = this.waiting.filter(w => w !== due);
      this.now = due.at; due.act();
    }
    this.now = end;
  }
}

const box = (start = null) => ({text: start, get() { return this.text; }, set(t) { this.text = t; }, drop() { this.text = null; }});

function sitting({draft = null, opened = {revision: 0, value: null}, writer = ""} = {}) {
  const clock = new Clock(), sent = [], drafts = box(draft && JSON.stringify(draft));
  let stuck = 0;
  const saving = new Saving({empty: {t: ""}, send: m => sent.push(structuredClone(m)), drafts, changed() {}, stuck: () => { stuck += 1; }, writer, clock});
  if (opened) saving.hear({kind: "opened", done: false, at: null, ...opened});
  const type = t => saving.edited({value: {t}, done: false});
  const saves = () => sent.filter(m => m.kind === "save");
  const acknowledge = (m, revision) => saving.hear({kind: "saved", id: m.id, revision, at: "2026-11-21T10:00:00+00:00"});
  return {clock, sent, drafts, saving, type, saves, acknowledge, stuck: () => stuck};
}

test("the answer is asked for at once, and again while it does not come", () => {
  const s = sitting({opened: null});
  assert.equal(s.sent[0].kind, "hello");
  s.clock.pass(7000);
  assert.ok(s.sent.filter(m => m.kind === "hello").length >= 3);
  assert.equal(s.saving.state, "late");
});

test("a question that was asked twice is answered twice, and the second answer takes nothing back", () => {
  const s = sitting({opened: null});
  s.clock.pass(2500);
  assert.equal(s.sent.filter(m => m.kind === "hello").length, 2);
  s.saving.hear({kind: "opened", done: false, at: null, revision: 0, value: null});
  s.type("a"); s.clock.pass(400);
  s.acknowledge(s.saves()[0], 1);
  s.saving.hear({kind: "opened", done: false, at: null, revision: 0, value: null});
  assert.deepEqual(s.saving.held.value, {t: "a"});
  s.type("ab"); s.clock.pass(400);
  assert.equal(s.saves()[1].base, 1);
});

test("after an answer made before the question it is asked whether that still stands", () => {
  const s = sitting({opened: null});
  s.saving.hear({kind: "opened", done: false, at: null, revision: 3, value: {t: "a"}, foreseen: true});
  const {value} = s.saving.held;
  s.clock.pass(1000);
  assert.deepEqual(s.sent.at(-1), {kind: "hello", known: 3});
  s.saving.hear({kind: "still"});
  assert.equal(s.saving.held.value, value);
});

test("what was saved since is shown, unless something was typed meanwhile", () => {
  for (const typed of [false, true]) {
    const s = sitting({opened: null});
    s.saving.hear({kind: "opened", done: false, at: null, revision: 3, value: {t: "a"}, foreseen: true});
    s.clock.pass(1000);
    if (typed) s.type("ab");
    s.saving.hear({kind: "opened", done: false, at: null, revision: 4, value: {t: "the last words of a page that was left"}});
    assert.equal(s.saving.held.value.t, typed ? "ab" : "the last words of a page that was left");
    assert.equal(s.saving.base, typed ? 3 : 4);
  }
});

test("somebody who is typing need not ask whether an answer still stands: saving shows it", () => {
  const s = sitting({opened: null});
  s.saving.hear({kind: "opened", done: false, at: null, revision: 3, value: {t: "a"}, foreseen: true});
  s.clock.pass(900); s.type("ab"); s.clock.pass(200);
  assert.equal(s.sent.filter(m => m.kind === "hello").length, 1);
});

test("an answer older than what was saved since takes nothing back", () => {
  const s = sitting();
  s.type("a"); s.clock.pass(400);
  s.acknowledge(s.saves()[0], 1);
  s.saving.hear({kind: "saved", id: "another view's", revision: 2, at: null});
  s.saving.hear({kind: "opened", done: false, at: null, revision: 0, value: null});
  assert.deepEqual(s.saving.held.value, {t: "a"});
  s.saving.hear({kind: "opened", done: false, at: null, revision: 2, value: {t: "b"}});
  assert.deepEqual(s.saving.held.value, {t: "b"});
});

test("a change is sent 0.4 s after the last key", () => {
  const s = sitting();
  s.type("a"); s.clock.pass(300); s.type("ab"); s.clock.pass(399);
  assert.equal(s.saves().length, 0);
  s.clock.pass(1);
  assert.deepEqual(s.saves()[0].value, {t: "ab"});
});

test("somebody who never pauses is still saved within 1.2 s", () => {
  const s = sitting();
  for (let i = 0; i < 8; i++) { s.type("x".repeat(i + 1)); s.clock.pass(200); }
  assert.ok(s.saves().length >= 1);
});

test("saved is said only after the acknowledgement", () => {
  const s = sitting();
  s.type("a"); s.clock.pass(500);
  assert.equal(s.saving.state, "saving");
  s.acknowledge(s.saves()[0], 1);
  assert.equal(s.saving.state, "saved");
  assert.equal(s.drafts.text, null);
});

test("a draft is kept 0.2 s after a key, and at once when the page is left", () => {
  const s = sitting();
  s.type("a"); s.clock.pass(150); s.type("ab"); s.clock.pass(50);
  assert.match(s.drafts.text, /"ab"/);
  assert.equal(s.saves().length, 0);
  s.type("abc"); s.saving.push();
  assert.match(s.drafts.text, /"abc"/);
  s.type("abcd"); s.saving.push();
  assert.match(s.drafts.text, /"abcd"/);           // while the save before it is still on its way
  assert.equal(s.saves().length, 1);
});

test("a draft is not dropped while newer words are unsaved", () => {
  const s = sitting();
  s.type("a"); s.clock.pass(500); s.type("ab");
  s.acknowledge(s.saves()[0], 1);
  assert.match(s.drafts.text, /"ab"/);
  s.clock.pass(400);
  assert.deepEqual(s.saves()[1].value, {t: "ab"});
  assert.equal(s.saves()[1].base, 1);
});

test("somebody who types on is saved every 1.2 s, not at every key", () => {
  const s = sitting();
  let answered = 0;
  for (let key = 1; key <= 48; key += 1) {
    s.type("a".repeat(key)); s.clock.pass(100);
    for (; answered < s.saves().length; answered += 1) s.acknowledge(s.saves()[answered], answered + 1);
  }
  assert.equal(s.saves().length, 4);
  s.clock.pass(400);
  assert.deepEqual(s.saves()[4].value, {t: "a".repeat(48)});
});

test("without an answer the same request is sent again, with the same id", () => {
  const s = sitting();
  s.type("a"); s.clock.pass(4500);
  const [first, second] = s.saves();
  assert.equal(first.id, second.id);
  assert.deepEqual(first, second);
});

test("the person is told within 6 s that words are not saved, and the page is called stuck at 9 s", () => {
  const s = sitting();
  s.type("a"); s.clock.pass(6000);
  assert.equal(s.saving.state, "unsaved");
  assert.equal(s.stuck(), 0);
  s.clock.pass(4000);
  assert.equal(s.stuck(), 1);
});

test("a page that slept, or was busy, has not waited: it hears first what came meanwhile", () => {
  const s = sitting();
  s.type("a"); s.clock.pass(500);
  s.clock.sleep(60_000);
  assert.equal(s.stuck(), 0);
  s.clock.pass(3000);
  assert.equal(s.stuck(), 0);
  s.clock.pass(7000);
  assert.equal(s.stuck(), 1);
  const opening = sitting({opened: null});
  opening.clock.sleep(60_000);
  assert.equal(opening.stuck(), 0);
  opening.clock.pass(9000);
  assert.equal(opening.stuck(), 1);
});

test("a draft on the same revision is restored and saved", () => {
  const s = sitting({draft: {value: {t: "typed"}, done: false, base: 3}, opened: {revision: 3, value: {t: "old"}}});
  assert.deepEqual(s.saving.held.value, {t: "typed"});
  s.clock.pass(500);
  assert.deepEqual(s.saves()[0].value, {t: "typed"});
  assert.equal(s.saves()[0].base, 3);
});

test("a draft on an older revision is never sent over newer words: both versions wait for a choice", () => {
  const s = sitting({draft: {value: {t: "mine"}, done: false, base: 1}, opened: {revision: 2, value: {t: "theirs"}}});
  assert.equal(s.saving.state, "conflict");
  s.clock.pass(5000);
  assert.equal(s.saves().length, 0);
  assert.match(s.drafts.text, /mine/);
});

test("choosing mine puts it on top of the other version", () => {
  const s = sitting();
  s.type("mine"); s.clock.pass(500);
  s.saving.hear({kind: "conflict", id: s.saves()[0].id, revision: 4, value: {t: "theirs"}, done: false});
  s.saving.choose("mine");
  assert.deepEqual(s.saves()[1].value, {t: "mine"});
  assert.equal(s.saves()[1].base, 4);
});

test("choosing theirs keeps mine in the history first", () => {
  const s = sitting();
  s.type("mine"); s.clock.pass(500);
  s.saving.hear({kind: "conflict", id: s.saves()[0].id, revision: 4, value: {t: "theirs"}, done: false});
  s.saving.choose("theirs");
  assert.deepEqual(s.saves()[1].value, {t: "mine"});
  s.acknowledge(s.saves()[1], 5);
  assert.deepEqual(s.saves()[2].value, {t: "theirs"});
  s.acknowledge(s.saves()[2], 6);
  assert.deepEqual(s.saving.held.value, {t: "theirs"});
  assert.equal(s.saving.state, "saved");
});

test("a failed save is told at once and tried again by itself with the same id", () => {
  const s = sitting();
  s.type("a"); s.clock.pass(500);
  s.saving.hear({kind: "failed", id: s.saves()[0].id, why: "The disk is full."});
  assert.equal(s.saving.state, "unsaved");
  s.clock.pass(4000);
  assert.equal(s.saves()[1].id, s.saves()[0].id);
  s.acknowledge(s.saves()[0], 1);
  assert.equal(s.saving.state, "saved");
});

test("a refused answer is not sent again until it is changed", () => {
  const s = sitting();
  s.type("a"); s.clock.pass(500);
  s.saving.hear({kind: "refused", id: s.saves()[0].id, why: "Too odd."});
  s.clock.pass(10000);
  assert.equal(s.saves().length, 1);
  s.type("b"); s.clock.pass(500);
  assert.deepEqual(s.saves()[1].value, {t: "b"});
});

test("600,000 characters are refused on the page, kept in the draft, and saved once shortened", () => {
  const s = sitting();
  s.type("x".repeat(600_001)); s.clock.pass(500);
  assert.equal(s.saving.state, "refused");
  assert.equal(s.saves().length, 0);
  assert.ok(s.drafts.text.length > 600_000);
  s.type("y".repeat(600_001)); s.clock.pass(500);
  assert.equal(s.saving.state, "refused");
  s.type("short"); s.clock.pass(500);
  assert.equal(s.saves().length, 1);
});

test("a key puts nothing into text; what is kept and sent is the last of them", () => {
  const s = sitting(), long = {get t() { throw new Error("looked at"); }};
  s.saving.edited({value: long, done: false}); s.clock.pass(100);
  s.type("short"); s.clock.pass(500);
  assert.deepEqual(s.saves()[0].value, {t: "short"});
});

test("the version chosen is sent even where the words on the page are the very ones that were stored before", () => {
  const s = sitting({opened: {revision: 1, value: {t: "a"}}}), first = s.saving.held;
  s.type("ab"); s.clock.pass(400);
  s.saving.hear({kind: "conflict", revision: 2, value: {t: "theirs"}, done: false, at: null});
  s.saving.edited(first); s.saving.choose("mine");
  assert.deepEqual(s.saves().at(-1).value, {t: "a"});
  assert.equal(s.saves().at(-1).base, 2);
});

test("undoing back to what is stored sends nothing and drops the draft", () => {
  const s = sitting({opened: {revision: 1, value: {t: "a"}}});
  s.type("ab"); s.type("a"); s.clock.pass(3000);
  assert.equal(s.saves().length, 0);
  assert.equal(s.drafts.text, null);
  assert.equal(s.saving.state, "saved");
});

test("a connection that throws loses nothing", () => {
  const clock = new Clock(), drafts = box();
  let up = false; const got = [];
  const saving = new Saving({empty: {t: ""}, send: m => { if (!up) throw new Error("closed"); got.push(m); }, drafts, changed() {}, clock});
  saving.hear({kind: "opened", revision: 0, value: null, done: false, at: null});
  saving.edited({value: {t: "a"}, done: false});
  clock.pass(5000); up = true; clock.pass(4000);
  assert.deepEqual(got.at(-1).value, {t: "a"});
});

test("a draft that another window is typing at this moment is left to it", () => {
  const s = sitting({draft: {value: {t: "half a w"}, done: false, base: 0, writer: "other", at: 1_000_000}, writer: "mine"});
  s.clock.pass(2500);
  assert.equal(s.saves().length, 0);
  assert.match(s.drafts.text, /half a w/);
});

test("a draft of a window that is gone is restored a moment later", () => {
  const s = sitting({draft: {value: {t: "half a w"}, done: false, base: 0, writer: "other", at: 1_000_000}, writer: "mine"});
  s.clock.pass(600);
  s.saving.hear({kind: "opened", done: false, at: null, revision: 0, value: null});
  s.clock.pass(3400);
  assert.deepEqual(s.saves()[0].value, {t: "half a w"});
});

test("the last words of a window that is just being closed are waited for, once", () => {
  const s = sitting({draft: {value: {t: "half a w"}, done: false, base: 0, writer: "other", at: 1_000_000}, writer: "mine"});
  assert.equal(s.saving.held, null);
  s.clock.pass(600);
  assert.equal(s.sent.filter(m => m.kind === "hello").length, 2);
  s.saving.hear({kind: "opened", done: false, at: null, revision: 1, value: {t: "half a w"}});
  s.type("half a word");
  s.clock.pass(400);
  assert.equal(s.saves()[0].base, 1);
});

test("what is open in two windows is shown after a moment, whatever is typed in the other", () => {
  const s = sitting({draft: {value: {t: "half a w"}, done: false, base: 0, writer: "other", at: 1_000_000}, writer: "mine"});
  s.clock.pass(600);
  s.saving.hear({kind: "opened", done: false, at: null, revision: 0, value: null});
  assert.deepEqual(s.saving.held.value, {t: ""});
});

test("a draft of this window before a reload is restored at once", () => {
  const s = sitting({draft: {value: {t: "half a w"}, done: false, base: 0, writer: "mine", at: 1_000_000}, writer: "mine"});
  s.clock.pass(500);
  assert.deepEqual(s.saves()[0].value, {t: "half a w"});
});

test("the same words saved by another window are no conflict", () => {
  const s = sitting();
  s.type("same"); s.clock.pass(500);
  s.saving.hear({kind: "conflict", id: s.saves()[0].id, revision: 4, value: {t: "same"}, done: false, at: null});
  assert.equal(s.saving.state, "saved");
  assert.equal(s.saving.base, 4);
});

/** A window that sent "one", heard nothing, went on to "one two" and was loaded again: what its draft held. */
function unheard() {
  const s = sitting({writer: "mine"});
  s.type("one"); s.clock.pass(500);
  s.type("one two"); s.saving.push();
  return JSON.parse(s.drafts.text);
}

test("what was sent before a reload and is found in the store is this window's own: nobody is asked to choose", () => {
  const s = sitting({draft: unheard(), writer: "mine", opened: {revision: 1, value: {t: "one"}}});
  assert.equal(s.saving.state, "saving");
  s.clock.pass(500);
  assert.deepEqual([s.saves()[0].value, s.saves()[0].base], [{t: "one two"}, 1]);
  s.acknowledge(s.saves()[0], 2);
  assert.equal(s.saving.state, "saved");
});

test("what was sent before a reload and arrives only after it is this window's own too", () => {
  const s = sitting({draft: unheard(), writer: "mine"});
  s.clock.pass(500);
  s.saving.hear({kind: "conflict", id: s.saves()[0].id, revision: 1, value: {t: "one"}, done: false, at: null});
  assert.equal(s.saving.state, "saving");
  assert.deepEqual([s.saves()[1].value, s.saves()[1].base], [{t: "one two"}, 1]);
  s.acknowledge(s.saves()[1], 2);
  assert.equal(s.saving.state, "saved");
});

test("another's version is never taken for one's own, whatever was sent before", () => {
  const s = sitting({draft: unheard(), writer: "mine", opened: {revision: 1, value: {t: "one!"}}});
  assert.equal(s.saving.state, "conflict");
});
