// A chart as the browser draws it: from the places it was given, and nothing where there is no number.
import test from "node:test";
import assert from "node:assert/strict";
import {html} from "../../permanence_lib/screen/vendor/preact-htm.js";
import {blocksOf} from "../../permanence_lib/screen/live/blocks.js";

const Blocks = blocksOf({html});
const table = {caption: "Weeks", columns: ["When", "Town"], rows: [["2021", "12 weeks"]]};
const stroke = {path: "M1 2L3 4", markers: "M1 2m-4-4h8v8h-8z", leader: "M5 6L7 8", dash: "9 4", hollow: true, place: [20, 30], words: ["Town", "and country"]};
const sheet = {width: 720, height: 340, left: 58, right: 488, top: 34, bottom: 310, unit: "Weeks",
  grid: [[310, "0"], [34, "20"]], ticks: [[80, "2021"]], breaks: [[200, "counting changed", "start"]], strokes: [stroke]};
const chart = {sort: "chart", title: "How long?", sentence: "It took 12 weeks.", table, bars: [], marks: [], ticks: [], span: 0, source: "Source."};
const drawn = [{...chart, lines: [{}], drawings: {wide: sheet, narrow: {...sheet, width: 340}}}];

/** Every element of what a component draws, components run. */
function elements(node) {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (node == null || typeof node !== "object") return [];
  if (typeof node.type === "function") return elements(node.type(node.props));
  return [node, ...elements(node.props.children)];
}
const words = (node) => Array.isArray(node) ? node.map(words).join("") : node != null && typeof node === "object" ? words(node.props.children) : String(node ?? "");
const all = (blocks) => elements(html`<${Blocks} blocks=${blocks} />`);
const named = (found, type) => found.filter((one) => one.type === type);

test("lines are drawn from the places they were given, once wide and once narrow", () => {
  const found = all(drawn), paths = named(found, "path").map(({props}) => props.d);
  assert.deepEqual(named(found, "svg").map(({props}) => props.viewBox), ["0 0 720 340", "0 0 340 340"]);
  for (const path of [stroke.path, stroke.markers, stroke.leader]) assert.equal(paths.filter((d) => d === path).length, 2);
  assert.equal(named(found, "path").filter(({props}) => props["stroke-dasharray"] === stroke.dash).length, 2);
});

test("a break stands where it is and says so; labels stand row under row", () => {
  const found = all(drawn), said = named(found, "text").map(words);
  assert.ok(named(found, "path").some(({props}) => props.d === "M200 34V310"));
  for (const label of ["counting changed", "Weeks", "2021", "20", "Townand country"]) assert.ok(said.includes(label), label);
  assert.deepEqual(named(found, "tspan").slice(0, 2).map(({props}) => props.dy), [0, 19]);
});

test("the picture has one name, and its table is folded under it", () => {
  const found = all(drawn), pictures = found.filter(({props}) => props.role === "img");
  assert.deepEqual(pictures.map(({props}) => props["aria-label"]), ["How long. It took 12 weeks."]);
  assert.ok(named(found, "svg").every(({props}) => props["aria-hidden"] === "true"));
  assert.equal(named(found, "details").length, 1);
});

test("words in the place of a number have no bar", () => {
  const bars = [{label: "Town", value: 5, words: "5 weeks", was: null, drawn: true}, {label: "Country", value: 0, words: "suppressed", was: null, drawn: false}];
  const found = all([{...chart, bars, lines: []}]);
  assert.equal(named(found, "rect").filter(({props}) => props.class === "ap-bar").length, 1);
  assert.ok(named(found, "span").map(words).includes("suppressed"));
});
