// Somebody at one exercise, against a pretend kernel: undo and redo, earlier work, files, and what is forgotten.
import test, {afterEach} from "node:test";
import assert from "node:assert/strict";

globalThis.document = new EventTarget();
globalThis.localStorage = Object.defineProperties({}, {
  getItem: {value(key) { return this[key] ?? null; }},
  setItem: {value(key, text) { this[key] = text; }},
  removeItem: {value(key) { delete this[key]; }},
});
const {Sitting} = await import("../../permanence_lib/screen/kit/sitting.js");

const open = [];
afterEach(() => { for (const one of open.splice(0)) one.close(); for (const key of Object.keys(localStorage)) delete localStorage[key]; });

/** An exercise that has been opened, what it sent, and what it said aloud. */
function sitting({frame = {}, value = {t: ""}, child} = {}) {
  const sent = [], said = [], state = {frame: {id: "w02a1", who: "me", drafts: "local", ...frame}, empty: {t: ""}};
  const model = {get: name => state[name], on() {}, off() {}, send: message => sent.push(structuredClone(message))};
  const s = new Sitting({model, material: {case: "Maya"}, part: () => Promise.reject(new Error("the line is down"))}, words => said.push(words));
  open.push(s);
  s.told({kind: "opened", child, revision: 1, value, done: false, at: null, progress: null});
  return {s, sent, said, of: kind => sent.filter(message => message.kind === kind)};
}
const write = (s, t, merge = true) => s.change("typing", answer => { answer.t = t; }, {merge});

test("letters typed one after another are undone together, and put back together", () => {
  const {s, said} = sitting();
  for (const t of ["a", "ab", "abc"]) write(s, t);
  s.undo();
  assert.equal(s.value.t, "");
  s.redo();
  assert.equal(s.value.t, "abc");
  assert.deepEqual(said, ["Undone: typing", "Put back: typing"]);
});

test("what is written after an undo is a step of its own, and nothing is left to put back", () => {
  const {s, said} = sitting();
  write(s, "a");
  s.undo();
  write(s, "b");
  s.redo();
  assert.equal(s.value.t, "b");
  assert.equal(said.at(-1), "Nothing to redo");
  s.undo();
  assert.equal(s.value.t, "");
});

test("a hundred steps can be undone", () => {
  const {s} = sitting();
  for (let n = 1; n <= 120; n += 1) write(s, String(n), false);
  for (let n = 1; n <= 150; n += 1) s.undo();
  assert.equal(s.value.t, "20");
});

test("nothing is changed before the answer has come", () => {
  const {s} = sitting();
  s.saving.held = null;
  write(s, "a");
  assert.equal(s.value, undefined);
  assert.equal(s.past.length, 0);
});

test("a printed form goes with the next change: it is no longer what is on the screen", () => {
  const {s} = sitting();
  s.told({kind: "report", report: "<p>Nothing</p>"});
  assert.equal(s.notes.report, "<p>Nothing</p>");
  write(s, "a");
  assert.equal(s.notes.report, null);
});

test("earlier work is asked for again when something was typed meanwhile, and then comes as one step", () => {
  const {s, of, said} = sitting();
  s.bring(["w01a1"]);
  write(s, "typed meanwhile");
  s.told({kind: "brought", id: of("bring")[0].id, value: {t: "old"}, count: 1});
  assert.equal(s.value.t, "typed meanwhile");
  assert.equal(of("bring").length, 2);
  s.told({kind: "brought", id: of("bring")[1].id, value: {t: "typed meanwhile, and old"}, count: 1});
  assert.equal(s.value.t, "typed meanwhile, and old");
  assert.equal(said.at(-1), "Brought in: 1 thing");
  s.undo();
  assert.equal(s.value.t, "typed meanwhile");
});

test("an answer to an older question brings nothing in", () => {
  const {s, of} = sitting();
  s.bring(["w01a1"]);
  s.told({kind: "brought", id: "another", value: {t: "old"}, count: 1});
  assert.equal(s.value.t, "");
  assert.equal(of("bring").length, 1);
});

test("a question that is not answered in time says so", async () => {
  const {s} = sitting();
  assert.match((await s.ask("file", {}, 5)).why, /did not answer/);
});

test("a file that is no answer of this exercise changes nothing and says why", async () => {
  const {s, of} = sitting({value: {t: "mine"}});
  const {why} = await s.openAnswer({text: async () => "{\"exercise\": \"w09a9\"}"});
  assert.ok(why);
  assert.equal(s.value.t, "mine");
  assert.equal(of("open-answer").length, 0);
});

test("news of the child that was left is not taken for this one's", () => {
  const {s} = sitting({frame: {case_title: "Maya"}, child: "followed", value: {t: "the one I follow"}});
  assert.equal(s.slot, "w02a1:followed");
  s.told({kind: "opened", child: "case", revision: 9, value: {t: "Maya's"}, done: false, at: null});
  assert.equal(s.value.t, "the one I follow");
  assert.equal(s.child, "followed");
});

test("for the child somebody follows, the alias takes the place of the case", () => {
  const {s} = sitting({frame: {case_title: "Maya"}, child: "followed"});
  assert.equal(s.material.case, null);
});

test("what comes later is asked for again when the line was down", async context => {
  context.mock.timers.enable({apis: ["setTimeout"]});
  const {s} = sitting({frame: {facts_later: "facts.js"}});
  let asked = 0;
  s.part = async () => { asked += 1; if (asked === 1) throw new Error("the line is down"); return {entries: 3}; };
  await s.askFacts();
  context.mock.timers.tick(5000);
  await new Promise(go => setImmediate(go));
  assert.equal(asked, 2);
  assert.equal(s.material.entries, 3);
});

// The last one: from now on this page keeps nothing.
test("once everything was erased, no exercise of the page keeps a draft", () => {
  const one = sitting().s, other = sitting({frame: {id: "w02a4"}}).s;
  write(one, "a");
  localStorage.setItem("permanence:somebody else:w02a1", "theirs");
  localStorage.setItem("permanence:me:w02a4", "mine");
  one.forget();
  other.saving.drafts.set("put down again");
  assert.deepEqual(Object.keys(localStorage), ["permanence:somebody else:w02a1"]);
});
