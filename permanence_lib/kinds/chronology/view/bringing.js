// Rows from a spreadsheet, a file or the yearly return: which column is which, what would be added, what could not be read.
import {plural, sayRange} from "./dates.js";
import {columnsFor} from "./columns.js";
import {isEpisodes, readRows, textOfSheet, withoutIdentifiers} from "./rows.js";
import {csvOf} from "./sheet.js";
import {begun, blankEntry, newId, short} from "./words.js";

const PREVIEW = 10;
const DOUBTS = {
  american: ["Some dates put the month first, like “{x}”. How are the dates in these rows written?", [["only", "Only those that can be read no other way put the month first"], ["all", "In all of them the month comes first"], ["none", "Leave those rows for me to correct"]]],
  years: ["Some years have two figures, like “{x}”. How are they to be read?", [["century", "00 to 49 as 2000 to 2049, 50 to 99 as 1950 to 1999"], ["none", "Leave those rows for me to correct"]]],
  serial: ["Some dates are numbers, like “{x}”. Are they Excel’s own day numbers?", [["excel", "Yes: read them as days"], ["none", "No: leave those rows for me to correct"]]],
};
const entryKey = e => JSON.stringify([sayRange(e.when, e.until), e.what]);

/** The entries of rows that are not in the chronology yet: the same date and words come in once only. */
function freshEntries(read, entries) {
  const had = new Set(entries.map(entryKey));
  return read.entries.filter(e => !had.has(entryKey(e)));
}

/** A text file's words: UTF-8, or what older spreadsheets write. */
async function wordsOf(file) {
  const bytes = await file.arrayBuffer();
  try { return new TextDecoder("utf-8", {fatal: true}).decode(bytes); } catch { return new TextDecoder("windows-1252").decode(bytes); }
}

export function bringingScreen(kit, {Head}) {
  const {html, useMemo, useState, TextArea, Select, Radios, CardTable, Details, Inset, Warning, Button, FileButton, handOver} = kit;

  function Bringing(desk) {
    const {definition, value, change, say, id, born, focus} = desk, [told, setTold] = useState(""), [choice, setChoice] = useState(null), text = value.pasted;
    const read = useMemo(() => text.trim() ? readRows(text, definition, value.mapping ?? [], value.ways ?? {}) : null, [text, value.mapping, value.ways]);
    const fresh = useMemo(() => read ? freshEntries(read, value.entries) : [], [read, value.entries]);
    const put = (rows, label) => { change(label, b => { Object.assign(b, {pasted: withoutIdentifiers(rows), mapping: [], ways: {}}); }); setTold(""); setChoice(null); };
    const type = typed => change("the pasted rows", b => { b.pasted = withoutIdentifiers(typed); }, {merge: true});
    const choose = async file => {
      setTold("One moment: the file is being read."); setChoice(null);
      const found = await openFile(file, desk.readFile);
      setTold(found.why ?? "");
      if (found.why) say(found.why, 0); else if (found.text !== undefined) { put(found.text, "read rows from a file"); say("The rows are in the box. Look through them, then add them.", 0); } else setChoice(found);
    };
    const decode = () => choose(new File([text], "episodes.csv"));
    const add = () => {
      const left = read.problems.map(problem => problem.raw);
      change(`add ${plural(fresh.length, "row")}`, b => {
        let n = +newId(b.entries, "n").slice(1), order = Math.max(-1, ...b.entries.map(e => e.order));
        for (const e of fresh) b.entries.push({...blankEntry(), ...structuredClone(e), id: `n${n++}`, order: ++order});
        b.pasted = left.length ? [read.heading, ...left].filter(Boolean).join("\n") : "";
        if (!left.length) Object.assign(b, {mapping: [], ways: {}});
        if (fresh.length) begun(b);
      });
      const again = read.entries.length - fresh.length;
      setTold(`${plural(fresh.length, "entry", "entries")} added.${again ? ` ${plural(again, "row")} left out: the same date and words are here already.` : ""}${left.length ? ` ${plural(left.length, "row")} could not be read; they are still in the box, with the reasons below.` : ""}`);
      say(`${plural(fresh.length, "entry", "entries")} added. ${plural(left.length, "row")} could not be read.`, 0); focus(".ch-head");
    };
    return html`<${Head}>Bring in rows, or take them out<//>
      ${told && html`<${Inset}><p>${told}</p><//>`}
      <p>Copy cells from a spreadsheet into the box, or choose a file. Nothing is added until you have looked through it, and all of it is undone in one step.</p>
      <div class="ap-row"><${FileButton} id=${id + "-file"} label="Choose a file" about="of rows to add" accept=".csv,.tsv,.txt,.xlsx" onFile=${choose} /></div>
      <p class="ap-hint">${desk.readFile ? "CSV, Excel (.xlsx), or the episodes file of the yearly return (SSDA903)." : "CSV files. Excel files and the yearly return need the workbook itself: here, copy the cells instead."}</p>
      ${choice && html`<${Choice} ...${choice} id=${id} put=${put} />`}
      <${TextArea} id=${id + "-paste"} rows=${5} label="Rows to add" value=${text} onInput=${type}
        hint="With their headings if there are any. Without, the columns are: date, what happened, source, kind of event, what it meant, significance. Dates such as 27/03/2025, 27 March 2025, March 2025, summer 2025 or 2025." />
      ${text.trim() && isEpisodes(text) ? html`<${Warning}><p>These are rows of the yearly return. Pupil numbers, postcodes and setting numbers have been taken out. ${desk.readFile ? "Their codes have to be put into words first." : "Their codes can only be put into words in the workbook itself."}</p>${desk.readFile && html`<${Button} onClick=${decode}>Put the codes into words<//>`}<//>`
        : read && html`<${Preview} ...${desk} read=${read} fresh=${fresh} add=${add} />`}
      <h5>Take it out</h5><p>Under “Save as a file” below: Word, CSV, Excel, and a calendar. ${leftOut(value.entries)} ${!desk.readFile ? "Here, without the workbook, only CSV." : ""}</p>
      <p><${Button} onClick=${() => handOver("chronology.csv", "text/csv", csvOf(value.entries, definition.fields, born))}>Save the entries as CSV<//></p>`;
  }

  /** What a calendar cannot hold. */
  const leftOut = entries => {
    const loose = entries.filter(e => e.when.known !== "day").length;
    return loose ? `The calendar leaves out ${plural(loose, "entry", "entries")} not dated to the day.` : "";
  };

  function Preview({definition, value, change, read, fresh, add, id}) {
    const fields = [["", "Leave it out"], ...columnsFor(definition.fields).filter(([field]) => field !== "age")];
    const map = n => field => change("which column is which", b => { b.mapping = read.columns.map((old, m) => m === n ? field : field && old === field ? "" : old); });
    const settle = doubt => way => change("how dates are read", b => { b.ways = {...b.ways, [doubt]: way}; });
    const again = read.entries.length - fresh.length;
    return html`<${Details} summary=${`Which column is which (${plural(read.columns.length, "column")})`} open=${!read.entries.length}><div class="ch-filters">
        ${read.columns.map((field, n) => html`<${Select} key=${n} id=${`${id}-column-${n}`} label=${`Column ${n + 1}${read.names[n] ? `: ${short(read.names[n], 40)}` : ""}`} empty=${null} value=${field} onChange=${map(n)} choices=${fields} />`)}</div><//>
      ${Object.entries(read.doubts).map(([doubt, example]) => html`<${Radios} key=${doubt} id=${`${id}-doubt-${doubt}`} legend=${DOUBTS[doubt][0].replace("{x}", example)} value=${value.ways?.[doubt] ?? ""} onChange=${settle(doubt)} choices=${DOUBTS[doubt][1]} />`)}
      ${fresh.length > 0 && html`<${CardTable} caption=${`What would be added: ${plural(fresh.length, "entry", "entries")}${fresh.length > PREVIEW ? `, the first ${PREVIEW} shown` : ""}`} columns=${["Date", "What happened", "Source"]}
        rows=${fresh.slice(0, PREVIEW).map((e, n) => ({key: n, head: sayRange(e.when, e.until), cells: [short(e.what, 160), e.source || "not said"]}))} />`}
      ${again > 0 && html`<p>${plural(again, "row")} left out: the same date and words are here already.</p>`}
      ${read.notes.length > 0 && html`<p>Would be added, but not wholly read:</p><ul>${read.notes.map(rowWords)}</ul>`}
      ${read.problems.length > 0 && html`<p><strong>Cannot be added yet. They stay in the box above, where you can correct them:</strong></p><ul>${read.problems.map(rowWords)}</ul>`}
      <p><${Button} primary off=${!fresh.length} onClick=${add}>Add ${plural(fresh.length, "entry", "entries")}<//></p>`;
  }

  const rowWords = (x, n) => html`<li key=${n}>Row ${x.row}: ${x.why}. <span class="ap-hint">${short(x.raw.replace(/\s+/g, " "), 100)}</span></li>`;

  /** Which sheet of a workbook, or which child of the yearly return. */
  function Choice({sheets, children, id, put}) {
    const [one, setOne] = useState("");
    const list = sheets ?? children, words = sheets ? "Which sheet?" : "Which child? Only this child’s episodes are taken, without the code.";
    const label = x => sheets ? `${x.name}, ${plural(x.rows.length, "row")}` : `${x.code}, ${plural(x.rows.length - 1, "episode")}`;
    const take = n => { setOne(n); if (n !== "") put(textOfSheet(list[n].rows), "read rows from a file"); };
    return html`<${Select} id=${id + "-choice"} label=${words} value=${one} onChange=${take} choices=${list.map((x, n) => [String(n), label(x)])} />`;
  }

  return {Bringing};
}

/** What a chosen file holds: {text}, or {sheets} or {children} to choose from, or {why} not. A plain text needs no kernel. */
async function openFile(file, readFile) {
  const isText = /\.(csv|tsv|txt)$/i.test(file.name);
  if (file.size > 5000000) return {why: "This file is larger than 5 MB, the most that can be read here."};
  const text = isText ? await wordsOf(file) : "";
  if (isText && !isEpisodes(text)) return {text};
  if (!readFile) return {why: "Excel files and the yearly return can only be read in the workbook itself. Copy the cells into the box instead, or save the sheet as CSV."};
  const {why, result} = await readFile(isText ? new File([withoutIdentifiers(text)], file.name) : file);
  if (why) return {why};
  const list = result.sheets ?? result.children;
  return list.length === 1 ? {text: textOfSheet(list[0].rows)} : result;
}
