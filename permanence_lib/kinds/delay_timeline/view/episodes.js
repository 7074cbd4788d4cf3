// Rows of the yearly return, read by the workbook and shown before anything is added.
import {noPoint} from "./loose.js";

export function episodesOf({html, useState, TextArea, Select, CardTable, Details, Button}, {say}) {
  /** A date read becomes a point; one that is here already is left alone. */
  function newPoints(dates, points, tracks) {
    const isHere = d => points.some(p => p.label === d.label && ["day", "month", "year"].every(box => p.date[box] === d.date[box]));
    const stamp = Date.now().toString(36), line = {life: tracks[0].id, system: tracks.at(-1).id};
    return dates.filter(d => !isHere(d)).map((d, n) => ({...noPoint(), id: `r${stamp}${n}`, label: d.label, date: d.date, means: d.means, sort: d.sort, track: line[d.line], source: "the yearly return"}));
  }

  function Found({found, record, value, change, say: aloud, id, done}) {
    const {children, bad, unread} = found, [child, setChild] = useState(children.length === 1 ? children[0].code : "");
    const dates = children.find(c => c.code === child)?.dates ?? [], fresh = newPoints(dates, value.points, record.definition.tracks);
    const add = () => { change(`bring in ${fresh.length} dates of the yearly return`, v => { v.points.push(...fresh); }); done(); };
    const keep = () => { change("keep the rows that could not be read", v => { v.points.push(...bad.map((b, n) => ({...noPoint(), id: `q${Date.now().toString(36)}${n}`, label: `Line ${b.line}: ${b.words}. ${b.why}`, track: record.definition.tracks.at(-1).id, source: "the yearly return"}))); }); };
    return html`${children.length > 1 && html`<${Select} id=${id + "-child"} label="Which child’s rows?" hint="The code is used only to choose, and is not kept." value=${child} choices=${children.map(c => c.code)} onChange=${setChild} />`}
      ${dates.length > 0 && html`<${CardTable} caption="What would be added" columns=${["Date", "What it says", "In the timetable"]} rows=${dates.map((d, n) => ({key: n, head: say(d.day), cells: [d.label, d.means ? d.means.replaceAll("-", " ") : ""]}))} />
        <p>${fresh.length ? html`<${Button} primary onClick=${add}>Add these ${fresh.length} dates<//>` : "All of these are here already."}</p>`}
      ${bad.length > 0 && html`<${CardTable} caption="Rows that could not be read" columns=${["Line", "The row", "Why"]} rows=${bad.map(b => ({key: b.line, head: b.line, cells: [b.words, b.why]}))} /><p><${Button} onClick=${keep}>Keep these rows among my dates, without a date<//></p>`}
      ${unread.length > 0 && html`<p class="ap-hint">Columns left unread: ${unread.join(", ")}.</p>`}`;
  }

  function Episodes({record, value, change, say: aloud, id, readFile}) {
    const [text, setText] = useState(""), [found, setFound] = useState(null), [why, setWhy] = useState("");
    if (!readFile) return html`<p class="ap-hint">Rows of the yearly return (SSDA903) are read only where the workbook itself is running.</p>`;
    const read = async file => {
      setWhy(""); setFound(null);
      const answer = await readFile(file);
      if (answer.why) { setWhy(answer.why); aloud(answer.why, 0); }
      else { setFound({...answer.result, asked: Date.now()}); aloud("The rows have been read", 0); }
    };
    return html`<${Details} summary="Bring in rows of the yearly return (SSDA903)"><p>One table as CSV, or rows copied from a spreadsheet with the line of column names. Pupil numbers, postcodes and birth dates are not read. Nothing is added until you have seen it.</p>
      <div class="ap-field"><label for=${id + "-file"}>A CSV file</label><input type="file" id=${id + "-file"} accept=".csv,.txt,text/csv" onChange=${e => e.target.files[0] && read(e.target.files[0])} /></div>
      <${TextArea} id=${id + "-rows"} label="Or paste the rows" error=${why} rows=${4} value=${text} onInput=${setText} />
      <p><${Button} off=${!text.trim()} onClick=${() => read(new File([text], "pasted.csv"))}>Read these rows<//></p>
      ${found && html`<${Found} key=${found.asked} found=${found} record=${record} value=${value} change=${change} say=${aloud} id=${id} done=${() => { setFound(null); setText(""); }} />`}<//>`;
  }

  return {Episodes};
}
