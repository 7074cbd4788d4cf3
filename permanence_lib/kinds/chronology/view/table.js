// All entries as a table whose columns can be switched on and off.
import {sayRange} from "./dates.js";
import {agesWords} from "./ages.js";
import {fill, isFinished, sourceLine, titleOf} from "./words.js";
import {sieve} from "./filters.js";

const TABLE_PAGE = 50;

/** The columns besides the date: key, heading, and what stands in a cell. */
const tableColumns = ({definition, child, born}) => [
  ["age", "Age", e => agesWords(born, e)], ["what", "What happened", e => e.what], ["meaning", `For ${child}`, e => e.meaning],
  ["voice", "The child’s own words", e => e.child_words && `${e.child_words} (${e.pen || "who held the pen is not said"})`],
  ["source", "Source", sourceLine], ["significance", "Significance", e => e.significance], ["category", "Kind of event", e => e.category],
  ["tags", "Tags", e => e.tags.join("; ")], ["analysis", "Analysis", e => e.analysis ?? ""],
  ...definition.fields.map(f => [`more.${f.id}`, fill(f.question, child), e => e.more[f.id] ?? ""]),
];

export function tableScreen(kit, {Head, ordered, Filters}) {
  const {html, useState, useEffect, useMemo, useKept, Ticks, Details, Scroll, Button} = kit;

  function Table(desk) {
    const {value, change, child, filter, open, id} = desk, {all} = ordered(desk), {fits, isOn} = useMemo(() => sieve(filter), [filter]);
    const [room, setRoom] = useState(TABLE_PAGE), shown = all.filter(fits), columns = tableColumns(desk), hidden = value.hidden ?? [];
    const kept = useKept();  // a row whose entry stands as it did is not made again while somebody types
    useEffect(() => setRoom(TABLE_PAGE), [filter]);
    if (!all.length) return html`<${Head}>All entries in a table<//><p>The table fills as you add entries in Build.</p>`;
    const visible = columns.filter(([key]) => !hidden.includes(key)), finished = isFinished(value);
    const choose = keys => change("which columns are shown", b => { b.hidden = columns.map(([key]) => key).filter(key => !keys.includes(key)); });
    const row = e => kept(e.id, [e, finished, visible.map(([, words]) => words).join("\n"), desk.born, child], () => rowOf(e));
    const rowOf = e => html`<tr key=${e.id}><th scope="row">${finished ? sayRange(e.when, e.until) : html`<${Button} plain data-entry=${e.id} onClick=${() => open({...e, editing: e.id})}>${sayRange(e.when, e.until)}<span class="ap-vh">: change ${titleOf(e)}</span><//>`}</th>
      ${visible.map(([key, , cell]) => html`<td key=${key} class="ch-words" dir="auto">${cell(e)}</td>`)}</tr>`;
    return html`<${Head}>All entries in a table<//>
      <${Filters} ...${desk} found=${shown.length} isOn=${isOn} />
      <${Details} summary="Choose columns"><${Ticks} id=${id + "-columns"} inline legend="Columns shown beside the date" value=${visible.map(([key]) => key)} onChange=${choose} choices=${columns.map(([key, words]) => [key, words])} /><//>
      <${Scroll} label="All entries, a table that may scroll sideways"><table class="ch-table"><caption>The chronology of ${child}. Entries without a date come last.</caption>
        <thead><tr><th scope="col">Date</th>${visible.map(([key, words]) => html`<th scope="col" key=${key}>${words}</th>`)}</tr></thead>
        <tbody>${shown.slice(0, room).map(row)}</tbody></table><//>
      ${shown.length > room && html`<p><${Button} onClick=${() => setRoom(room + TABLE_PAGE)}>Show ${Math.min(TABLE_PAGE, shown.length - room)} more<//> <span class="ap-hint">${room} of ${shown.length} are shown.</span></p>`}`;
  }

  return {Table};
}
