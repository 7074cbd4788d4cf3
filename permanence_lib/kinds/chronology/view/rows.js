// Rows copied from a spreadsheet or read from a file: each becomes an entry, or is kept and explained.
import {noDate, spanOf} from "./dates.js";
import {cellsOf, isEitherWay, whenFromText} from "./cells.js";
import {guessColumns} from "./columns.js";

const WITHOUT_HEADINGS = ["when", "what", "source", "category", "meaning", "significance"];
const ROW_WORDS = ["what", "meaning", "analysis", "source", "said_by", "written", "child_words", "pen", "category", "from_event"];
// Sent with every pupil and home: none of it is needed for a chronology, so it is cut before anything else is done.
const NEVER_KEPT = ["UPN", "HOME_POST", "PL_POST", "URN"];

/** A sign that a spreadsheet would take for a formula is neutralised on the way out by one apostrophe; this takes it off. */
const asTyped = cell => cell.replace(/^'(?='*[=+\-@\t\r])/, "");
export const neutral = cell => /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;

/** The rows of a text without empty ones. */
function rowsOf(text) {
  const all = cellsOf(text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"));
  return all.map(([cells, raw], n) => ({cells: cells.map(cell => asTyped(cell).trim()), raw, row: n + 1})).filter(({cells}) => cells.some(Boolean));
}

/** Whether a text is the episodes table of the yearly return. */
export const isEpisodes = text => /\bDECOM\b/i.test(headLine(text)) && /\bRNE\b/i.test(headLine(text));
const headLine = text => text.replace(/^\uFEFF/, "").trimStart().split(/\r?\n/, 1)[0];

/** A text of the yearly return without pupil numbers, postcodes and setting numbers; any other text as it is. */
export function withoutIdentifiers(text) {
  if (!isEpisodes(text)) return text;
  const rows = cellsOf(text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n")), [head] = rows[0];
  const kept = [...head.keys()].filter(n => !NEVER_KEPT.includes(head[n].trim().toUpperCase()));
  return kept.length === head.length ? text : textOfRows(rows.map(([cells]) => kept.map(n => cells[n] ?? "")));
}

/** Rows of cells as the text a spreadsheet would put on the clipboard. */
export const textOfRows = rows => rows.map(cells => cells.map(cell => /[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell).join("\t")).join("\n");

/** The same for the cells of a workbook, in which nothing was neutralised. */
export const textOfSheet = rows => textOfRows(rows.map(row => row.map(neutral)));

/**
 * Every row as an entry or as a problem. `asked`: {significance, fields} of the definition. `mapping`: what each column holds, where the
 * person chose. `ways`: how doubtful dates are to be read; the doubts that were met are given back with an example of each.
 */
export function readRows(text, asked, mapping = [], ways = {}) {
  const rows = rowsOf(text), heads = rows[0]?.cells ?? [], guessed = guessColumns(heads, asked.fields), at = guessed.indexOf("when");
  const isKnown = at >= 0 && guessed.includes("what") && !isDateCell(heads[at]);
  // Headings in other words have no figures in them and no date where the dates stand; which is which is then for the person to say.
  const isHeading = isKnown || rows.length > 1 && heads.length > 1 && !heads.some(cell => /[0-9]/.test(cell) || isDateCell(cell));
  const width = Math.max(0, ...rows.map(({cells}) => cells.length)), standing = isKnown ? guessed : WITHOUT_HEADINGS;
  const columns = Array.from({length: width}, (_, n) => mapping.length === width ? mapping[n] : standing[n] ?? "");
  const found = {entries: [], problems: [], notes: [], doubts: {}, heading: isHeading ? rows[0].raw : "", names: isHeading ? heads : [], columns, chosen: width > 0 && mapping.length === width};
  const given = rows.slice(isHeading ? 1 : 0).map(row => ({...row, given: namedCells(row.cells, columns)}));
  for (const {given: {when = "", until = ""}} of given) for (const cell of [when, until]) noteDoubt(cell, found.doubts);
  for (const row of given) takeRow(row, found, asked, ways);
  return found;
}

const isDateCell = cell => { const {when, doubt} = whenFromText(cell); return !!when || !!doubt; };

function namedCells(cells, columns) {
  const given = {};
  columns.forEach((name, n) => { if (name && cells[n]) given[name] = cells[n]; });
  return given;
}

function noteDoubt(cell, doubts) {
  const {doubt} = whenFromText(cell);
  if (doubt) doubts[doubt] ??= cell;
}

function takeRow({cells, raw, row, given}, found, asked, ways) {
  const unsure = "american" in found.doubts && !ways.american && [given.when, given.until].some(cell => cell && isEitherWay(cell));
  const dated = whenFromText(given.when ?? "", ways), ended = given.until ? whenFromText(given.until, ways) : {when: noDate(), problem: ""};
  const why = unsure ? "another row puts the month first, so this date could be read in two ways" : dated.problem || (ended.problem && `the second date: ${ended.problem}`)
    || backwards(dated.when, ended.when) || (given.what ? "" : "nothing says what happened");
  if (why) { found.problems.push({row, raw, why}); return; }
  found.entries.push(entryOf(given, dated.when, ended.when, asked));
  for (const note of notWholly(given, found, cells, asked.significance)) found.notes.push({row, raw, why: note});
}

const backwards = (when, until) => until.known !== "none" && when.known !== "none" && spanOf({when, until}).ended === "none" ? "the second date is before the first" : "";

function notWholly(given, {columns, names, chosen}, cells, significance) {
  const level = given.significance ?? "", extra = chosen ? [] : cells.filter((cell, n) => cell && !columns[n] && names[n] !== "Age then");
  const isKnown = !level || significance.some(s => s.toLowerCase() === level.toLowerCase());
  return [
    !isKnown && `the significance “${level.slice(0, 40)}” is not one of ${significance.join(", ")}; it was left open`,
    extra.length > 0 && `no column is known for “${extra.join("”, “")}”; it was left out`,
  ].filter(Boolean);
}

function entryOf(given, when, until, {significance, fields}) {
  const hand = (given.first_hand ?? "").toLowerCase().replace(/[^a-z]/g, "");
  const stands = hand.startsWith("first") ? "first" : ["repeat", "second", "hearsa"].includes(hand.slice(0, 6)) ? "repeated" : hand ? "unclear" : "";
  const more = fields.filter(field => given[`more.${field.id}`]).map(field => [field.id, given[`more.${field.id}`]]);
  return {
    ...Object.fromEntries(ROW_WORDS.map(name => [name, given[name] ?? ""])), when, until, first_hand: stands, more: Object.fromEntries(more),
    significance: significance.find(s => s.toLowerCase() === (given.significance ?? "").toLowerCase()) ?? "",
    tags: separate(given.tags ?? "", /;/),
  };
}

export const separate = (text, mark) => [...new Set(text.split(mark).map(x => x.trim()).filter(Boolean))];
