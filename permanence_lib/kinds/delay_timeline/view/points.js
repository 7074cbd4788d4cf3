// Dates of one's own, known as far as they are known.
import {noPoint} from "./loose.js";

export function pointsOf({html, useState, Button}, {Later}) {
  function Points({later, record, points, change, id, focus, moments}) {
    const [open, setOpen] = useState(() => new Set(points.filter(p => !p.label).map(p => p.id)));
    const toggle = key => setOpen(old => { const next = new Set(old); if (!next.delete(key)) next.add(key); return next; });
    const add = () => { const key = `p${Date.now().toString(36)}`; change("add a date", v => { v.points.push({...noPoint(), id: key, track: record.definition.tracks[0].id}); }); toggle(key); focus(`#${id}-${key}-label`); };
    const write = (p, label, field, x) => change(label, v => { v.points.find(o => o.id === p.id)[field] = x; }, {merge: true});
    const drop = p => { change(`remove ${p.label || "a date"}`, v => { v.points = v.points.filter(o => o.id !== p.id); }); focus(`#${id}-add-point`); };
    return html`<h4>${record.own ? "What happened" : "Dates of your own"}</h4><p>${record.own ? `Steps in ${record.name}’s life, and dates of the system: a move, a visit, a meeting, a promise. What you bring in from earlier work stands here too.` : `A step in ${record.name}’s life, or a date of the system, that the record leaves out and you think belongs here.`}</p>
      <ul class="dt-points">${points.map((p, n) => { const about = p.label || `date ${n + 1}`, shown = open.has(p.id); return html`<li class="dt-point" key=${p.id}>
        <p><strong>${p.said || "No date yet"}</strong>${p.label && !shown && html` <span dir="auto">${p.label}</span>`}${p.source && html` <span class="ap-cite">From “${p.source}”</span>`}</p>
        ${shown && html`<${Later} later=${later} name="PointFields" what="What belongs to this date" point=${p} number=${n + 1} about=${about} record=${record} moments=${moments} write=${write} id=${id} />`}
        <div class="ap-row"><${Button} aria-expanded=${String(shown)} about=${about} onClick=${() => toggle(p.id)}>${shown ? "Close" : "Change"}<//><${Button} onClick=${() => drop(p)} about=${about}>Remove<//></div></li>`; })}</ul>
      <p><${Button} primary=${record.own && !points.length} id=${`${id}-add-point`} onClick=${add}>Add a date${record.own ? "" : " of your own"}<//></p>`;
  }

  return {Points};
}
