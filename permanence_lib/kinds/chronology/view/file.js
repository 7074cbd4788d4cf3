// The file of the case: every record, and which of them stand in the chronology.
import {plural, sayIso, whenOf} from "./dates.js";
import {fill, sentence} from "./words.js";

export function fileScreen(kit, {Head, useSaid}) {
  const {html, useState, TextLine, Select, Tag, Button} = kit;

  function TheFile(desk) {
    const {material, filed, value, child, id} = desk;
    const [asked, setAsked] = useState(""), [type, setType] = useState(""), [who, setWho] = useState(""), [use, setUse] = useState("");
    const nameOf = key => material.case.people.find(p => p.id === key)?.name ?? key;
    const used = new Map(value.entries.filter(e => e.from_event).map(e => [e.from_event, e]));
    const types = [...new Set(filed.map(e => e.type))].sort();
    const people = [...new Set(filed.flatMap(e => e.about))];
    const records = filed.filter(e => (!type || e.type === type) && (!who || e.about.includes(who)) && (!use || (use === "used") === used.has(e.id))
      && [e.text, e.source, e.child_voice ?? "", sayIso(e.date)].join(" ").toLowerCase().includes(asked.trim().toLowerCase()));
    const words = records.length === filed.length ? `${plural(filed.length, "record")}, ${used.size} brought into the chronology` : `Showing ${records.length} of ${plural(filed.length, "record")}`;
    useSaid(desk.say, words, asked, type, who, use);
    return html`<${Head}>The file<//>
      <p>${fill(desk.definition.first_step, child) || "Read the file through once. Then bring in what changed something for the child, in your own words."}</p>
      <div class="ch-filters" role="group" aria-label="Search the file">
        <${TextLine} id=${id + "-ask"} type="search" label="Search" value=${asked} onInput=${setAsked} />
        <${Select} id=${id + "-type"} label="Type of record" empty="All types" value=${type} onChange=${setType} choices=${types.map(t => [t, sentence(t)])} />
        <${Select} id=${id + "-who"} label="Who it is about" empty="Everyone" value=${who} onChange=${setWho} choices=${people.map(p => [p, nameOf(p)])} />
        <${Select} id=${id + "-use"} label="In your chronology" empty="Either" value=${use} onChange=${setUse} choices=${[["used", "Brought in"], ["not", "Not brought in"]]} />
      </div>
      <p class="ap-hint">${words}</p>
      <ul class="ch-records">${records.map(e => html`<${RecordCard} key=${e.id} ...${desk} record=${e} entry=${used.get(e.id)} people=${e.about.map(nameOf)} />`)}</ul>`;
  }

  function RecordCard({record, entry, people, open, id}) {
    const about = `${record.source}, ${sayIso(record.date)}`;
    const use = () => open({when: whenOf(record.date), source: record.source, child_words: record.child_voice ?? "", from_event: record.id});
    return html`<li class="ch-record" id=${`${id}-r-${record.id}`}><h5>${sayIso(record.date)}. ${record.source}</h5>
      <${RecordWords} record=${record} />
      <p class="ap-hint">${sentence(record.type)}. About ${people.join(", ")}.</p>
      <div class="ap-row">${entry ? html`<${Tag} tone="done">In your chronology<//><${Button} onClick=${() => open({...entry, editing: entry.id})} about=${"drawn from " + about}>Change your entry<//>
        <${Button} plain onClick=${use} about=${about}>Use this record again<//>` : html`<${Button} onClick=${use} about=${about}>Use this record<//>`}</div></li>`;
  }

  const RecordWords = ({record}) => html`<p>${record.text}</p>${record.child_voice && html`<p class="ch-voice"><strong>As recorded:</strong> ${record.child_voice}</p>`}`;

  return {TheFile, RecordWords};
}
