// The child the participant follows: no record is given, so everything stands on what is typed or brought in.
import {capital} from "./days.js";

const NO_PLAN_DATE = {day: "", month: "", year: ""};
const SOME_DECISION = "A decision";

export function followedOf({html, useMemo, TextLine, Select, Tick, Inset, DateBoxes, Button}, {notADay}, {LooseBoxes, refsOf}) {
  function OwnChild({asked, material, record, value, points, change, id}) {
    const refs = useMemo(() => refsOf(record, points), [record, points]);
    const typed = Object.values(value.born).some(x => x.trim());
    const fault = typed && value.born.year.trim().length === 4 && !record.born ? "Give the month as well: a year alone is too little to count weeks from" : "";
    return html`<${Inset}><p>${material.followed ? "Roles" : "Use an alias, and roles"} instead of names. Leave out addresses, schools and case numbers.</p>
      ${!material.followed && html`<${TextLine} id=${id + "-alias"} width="20" label="Alias" value=${value.alias} onInput=${x => change("the alias", v => { v.alias = x; }, {merge: true})} />`}
      <${LooseBoxes} id=${id + "-born"} legend="Birth" hint="The month and the year are enough. Give the day only if days matter." value=${value.born} season="" error=${fault} onChange=${x => change("the birth", v => { v.born = x; }, {merge: true})} />
      <${Tick} id=${id + "-expected"} label="Not born yet: this is when the birth is expected" checked=${value.expected} onChange=${x => change("whether the child is born", v => { v.expected = x; })} />
      ${asked.waiting && refs.length > 0 && html`<${Select} id=${id + "-since"} label=${`${capital(asked.waiting.words)}: since when?`} optional empty="Not chosen" value=${value.since} choices=${refs} onChange=${x => change("since when", v => { v.since = x; })} />`}<//>`;
  }

  function OwnDecisions({value, change, id, focus, moments}) {
    const write = (d, field) => x => change("a decision", v => { v.own_decisions.find(o => o.id === d.id)[field] = x; }, {merge: true});
    const add = () => { const key = `d${Date.now().toString(36)}`; change("add a decision", v => { v.own_decisions.push({id: key, label: "", planned: NO_PLAN_DATE, waits_for: "", means: ""}); }); focus(`#${id}-${key}-label`); };
    const drop = d => { change(`remove ${d.label || "a decision"}`, v => { v.own_decisions = v.own_decisions.filter(o => o.id !== d.id); }); focus(`#${id}-add-decision`); };
    return html`<h4>Decisions that could move</h4><p>A meeting, an assessment, a hearing: something with a date that somebody could bring forward. Then see what moves with it.</p>
      <ul class="dt-points">${value.own_decisions.map((d, n) => { const about = d.label || `decision ${n + 1}`, above = value.own_decisions.slice(0, n); return html`<li class="dt-point" key=${d.id}>
        <${TextLine} id=${`${id}-${d.id}-label`} label="What is to be decided or done" about=${`(${n + 1})`} value=${d.label} onInput=${write(d, "label")} />
        <${DateBoxes} id=${`${id}-${d.id}-planned`} legend="The date it has now" about=${about} value=${d.planned} error=${notADay(d.planned, "The date")} onChange=${write(d, "planned")} />
        ${above.length > 0 && html`<${Select} id=${`${id}-${d.id}-waits`} label="It waits for" about=${about} optional empty="Nothing here" value=${d.waits_for} choices=${above.map(o => [o.id, o.label || SOME_DECISION])} onChange=${write(d, "waits_for")} />`}
        ${moments.length > 0 && html`<${Select} id=${`${id}-${d.id}-means`} label="In the timetable, this is when" about=${about} optional empty="Nothing of these" value=${d.means} choices=${moments} onChange=${write(d, "means")} />`}
        <p><${Button} onClick=${() => drop(d)} about=${about}>Remove<//></p></li>`; })}</ul>
      <p><${Button} id=${`${id}-add-decision`} onClick=${add}>Add a decision<//></p>`;
  }

  return {OwnChild, OwnDecisions};
}
