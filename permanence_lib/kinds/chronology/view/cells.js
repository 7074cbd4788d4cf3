// The dates in a spreadsheet's cells, and its cells in a text. A date that can be read in two ways is asked about, not guessed.
import {blankWhen, readWhen} from "./dates.js";

const MONTH_CELL = "(?<month>[0-9]{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?)", YEAR_CELL = "(?<year>[0-9]{4})";
const DATE_CELLS = [
  [`(?<day>[0-9]{1,2})(?:st|nd|rd|th)?[\\s/.-]+${MONTH_CELL}[\\s/.,-]+${YEAR_CELL}`, "day"],
  [`${YEAR_CELL}[/-](?<month>[0-9]{1,2})[/-](?<day>[0-9]{1,2})`, "day"],
  [`${MONTH_CELL}[\\s/.-]+${YEAR_CELL}`, "month"],
  [YEAR_CELL, "year"],
].map(([pattern, known]) => [new RegExp(`^${pattern}$`, "i"), known]);
const NOT_KNOWN = ["not known", "date not known", "unknown", "not recorded", "no date", "n/k", "nk", "?"];
const SEASON_CELL = /^(spring|summer|autumn|winter, january or february|winter, december),?\s+([0-9]{4})$/i;
const SEASON_KEYS = {"winter, january or february": "winter", "winter, december": "winter-end"};
const ALL_NUMBERS = /^([0-9]{1,2})[\s/.-]+([0-9]{1,2})[\s/.-]+([0-9]{4})$/;

/**
 * The date in a cell, or why none: 27/03/2025, 27 March 2025, March 2025, summer 2025, 2025, not known.
 * `ways` says how doubtful dates are to be read, by the doubt: {serial: "excel", years: "century", american: "all" or "only"}.
 */
export function whenFromText(typed, ways = {}) {
  let text = typed.trim().replace(/\s+[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$/, "").replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+/i, "");
  if (!text) return {when: null, problem: "no date; if it is not known, write “not known”"};
  if (NOT_KNOWN.includes(text.toLowerCase())) return dateRead({known: "none"});
  const kept = text.match(/^not known \(typed: ([^/]*)\/([^/]*)\/([^/]*)\)$/);
  if (kept) return {when: {...blankWhen(), day: kept[1], month: kept[2], year: kept[3], known: "none"}, problem: ""};
  const season = text.match(SEASON_CELL);
  if (season) return dateRead({known: "season", season: SEASON_KEYS[season[1].toLowerCase()] ?? season[1].toLowerCase(), year: season[2]});
  text = inWay(text, ways);
  for (const [pattern, known] of DATE_CELLS) {
    const found = text.match(pattern);
    if (found) return dateRead({known, ...found.groups});
  }
  return {when: null, ...whyNoDate(text, typed.trim())};
}

/** A doubtful date as the person said it is to be read; any other as it stands. */
function inWay(text, {serial, years, american}) {
  if (serial === "excel" && /^[0-9]{5}$/.test(text)) return new Date(Date.UTC(1899, 11, 30 + +text)).toISOString().slice(0, 10);
  const short = years === "century" && text.match(/^(.*[\s/.-])([0-9]{2})$/);
  const whole = short && TWO_FIGURES.test(text) ? `${short[1]}${+short[2] < 50 ? 20 : 19}${short[2]}` : text;
  const numbers = whole.match(ALL_NUMBERS);
  const swap = numbers && +numbers[1] <= 12 && (american === "all" || american === "only" && +numbers[2] > 12);
  return swap ? `${numbers[2]}/${numbers[1]}/${numbers[3]}` : whole;
}

/** Whether a date in figures could be read with the month first as well. */
export const isEitherWay = typed => {
  const numbers = typed.trim().match(/^([0-9]{1,2})[\s/.-]+([0-9]{1,2})[\s/.-]+([0-9]{2}|[0-9]{4})$/);
  return !!numbers && +numbers[1] <= 12 && +numbers[2] <= 12 && +numbers[1] !== +numbers[2];
};

function dateRead(parts) {
  const when = {...blankWhen(), ...parts};
  when.month = when.month.replace(/\.+$/, "");
  let {problem} = readWhen(when), doubt = "";
  if (["day", "month"].includes(when.known) && /^(1[3-9]|[2-9][0-9])$/.test(when.month)) {
    problem = `there is no month ${when.month}; write the day first, then the month`;
    if (when.known === "day" && +when.month <= 31 && +when.day <= 12) doubt = "american";
  }
  return {when: problem ? null : when, problem: problem.slice(0, 1).toLowerCase() + problem.slice(1), ...(doubt && {doubt})};
}

const TWO_FIGURES = /^[0-9]{1,2}[\s/.-]+([0-9]{1,2}|[a-z]+)[\s/.-]+[0-9]{2}$/i;

function whyNoDate(text, typed) {
  if (/^winter/i.test(text)) return {problem: "winter falls in two years; write January 2025 or December 2025, say"};
  if (/^[0-9]{5}$/.test(text)) return {problem: `“${typed}” looks like a spreadsheet’s own day number; format the column as dates and copy again`, doubt: "serial"};
  if (TWO_FIGURES.test(text)) return {problem: `“${typed}” has a year of two figures; write all four`, doubt: "years"};
  return {problem: `“${typed.slice(0, 40)}” is not a date like 27/03/2025, March 2025 or 2025`};
}

/** Every row's cells and raw text. A quotation mark that is never closed is only a character. */
export function cellsOf(text) {
  const line = text.split("\n", 1)[0], count = c => line.split(c).length;
  const mark = line.includes("\t") ? "\t" : count(";") > count(",") ? ";" : ",";
  const quoted = new RegExp(`"([^"]*(?:""[^"]*)*)"[ ]*(?=${mark}|\\n|$)`, "y"), plain = new RegExp(`[^${mark}\\n]*`, "y");
  const rows = [];
  let cells = [], at = 0, start = 0;
  for (;;) {
    quoted.lastIndex = plain.lastIndex = at;
    const found = quoted.exec(text);
    cells.push(found ? found[1].replaceAll('""', '"') : plain.exec(text)[0]);
    at = found ? quoted.lastIndex : plain.lastIndex;
    if (text[at] !== mark) { rows.push([cells, text.slice(start, at)]); cells = []; start = at + 1; }
    if (at >= text.length) return rows;
    at += 1;
  }
}

