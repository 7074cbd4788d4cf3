// Altering an answer: what is touched is new, and what is not stays the very same. Each test's name is the rule it tests.
import test from "node:test";
import assert from "node:assert/strict";
import {altered} from "../../permanence_lib/screen/kit/altering.js";

const answer = () => ({draft: {what: "", when: {day: ""}}, entries: [1, 2, 3].map(n => ({id: `n${n}`, what: `Event ${n}`, tags: [], when: {day: String(n)}}))});

/** Alters an answer, and holds it to having stayed as it was. */
function made(recipe, before = answer()) {
  const text = JSON.stringify(before), after = altered(before, recipe);
  assert.equal(JSON.stringify(before), text);
  return [before, after];
}

test("a part that nobody touches stays the very same", () => {
  const [before, after] = made(v => { v.draft.what = "a"; });
  assert.equal(after.entries, before.entries);
  assert.equal(after.draft.when, before.draft.when);
  assert.deepEqual(after.draft, {what: "a", when: {day: ""}});
});

test("of a list, an entry that holds what it held stays the very same, wherever it now is", () => {
  for (const recipe of [v => { v.entries.push({id: "n4"}); }, v => { v.entries = v.entries.filter(x => x.id !== "n1"); },
    v => { v.entries.find(x => x.id === "n1").what = "other"; }, v => { v.entries.reverse(); v.entries.splice(2, 1); }]) {
    const [before, after] = made(recipe);
    assert.notEqual(after.entries, before.entries);
    assert.deepEqual(after.entries.filter(x => ["n2", "n3"].includes(x.id)).map(x => before.entries.includes(x)), [true, true]);
  }
});

test("an entry is new when anything within it is", () => {
  const [before, after] = made(v => { v.entries[0].when.day = "9"; v.entries[1].tags.push("t"); });
  assert.deepEqual(after.entries.map(x => before.entries.includes(x)), [false, false, true]);
  assert.deepEqual([after.entries[0].when, after.entries[1].tags], [{day: "9"}, ["t"]]);
  assert.equal(after.entries[0].tags, before.entries[0].tags);
});

test("what is looked at and left as it was is the very same answer", () => {
  const [before, after] = made(v => { v.entries.forEach(x => { x.what = `${x.what}`; }); v.draft.when.day = ""; });
  assert.equal(after, before);
});

test("a recipe may give back a whole new answer, or parts of the old one", () => {
  const [, whole] = made(() => ({entries: []}));
  assert.deepEqual(whole, {entries: []});
  const before = answer(), [, after] = made(v => { v.entries = [before.entries[2], {...before.entries[0], what: "new"}]; }, before);
  assert.equal(after.entries[0], before.entries[2]);
  assert.equal(after.entries[1].what, "new");
});

test("a list in an answer is a plain list, and holes and lengths are seen", () => {
  const [, after] = made(v => { v.entries.length = 1; v.draft.more = [[1, {a: 2}]]; });
  assert.deepEqual(after.entries, [answer().entries[0]]);
  assert.ok(Array.isArray(after.draft.more[0]));
});
