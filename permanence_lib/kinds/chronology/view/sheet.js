// A chronology as the rows of a spreadsheet, and as a CSV file that this workbook reads back. model/spreadsheet.py makes the same.
import {UNDATED, sayWhen} from "./dates.js";
import {agesWords} from "./ages.js";
import {inOrder} from "./order.js";
import {columnsFor} from "./columns.js";
import {neutral} from "./rows.js";

const HAND_WORDS = {first: "first-hand", repeated: "repeated", unclear: "not clear whether first-hand"};

/** A date in a cell: as it is said, or that it is not known, with what was typed. */
function dateCell(when, empty) {
  const said = sayWhen(when), boxes = [when.day, when.month, when.year].map(box => box.replaceAll("/", " ").trim());
  if (said !== UNDATED) return said;
  return boxes.some(Boolean) ? `not known (typed: ${boxes.join("/")})` : empty;
}

/** Headings, then a row for each entry in order, those without a date last. */
export function sheetRows(entries, fields, born) {
  const {dated, apart} = inOrder(entries), byId = new Map(entries.map(e => [e.id, e])), columns = columnsFor(fields);
  const cell = (entry, field) => ({
    when: () => dateCell(entry.when, "not known"), until: () => entry.until ? dateCell(entry.until, "") : "", age: () => agesWords(born, entry),
    first_hand: () => HAND_WORDS[entry.first_hand] ?? "", tags: () => entry.tags.join("; "),
  })[field]?.() ?? (field.startsWith("more.") ? entry.more[field.slice(5)] : entry[field]) ?? "";
  return [columns.map(([, words]) => words), ...[...dated, ...apart].map(name => columns.map(([field]) => cell(byId.get(name), field).trim()))];
}

const quoted = cell => /[",;\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** The same as a CSV file: formula signs neutralised, a byte order mark so that a spreadsheet knows the letters. */
export const csvOf = (entries, fields, born) => `\uFEFF${sheetRows(entries, fields, born).map(row => row.map(cell => quoted(neutral(cell))).join(",")).join("\r\n")}\r\n`;
