// What comes from elsewhere in the workbook: which child the answer is about, and earlier work brought in.
import {html, useState} from "../vendor/preact-htm.js";
import {Button, Radios, Ticks} from "./parts.js";

/** Whose page this is, where an exercise on a fictional family can be done on the followed child too. */
export function WhichChild({sitting}) {
  const {frame, child, alias, id} = sitting;
  if (!frame.case_title || !child) return null;
  const own = alias ? `${alias}, the child I follow` : "The child I follow";
  return html`<div class="ap-which ap-noprint"><${Radios} id=${id + "-child"} inline legend="Whose page is this?" value=${child} onChange=${x => sitting.turnTo(x)}
    hint="Two separate answers: changing over keeps both." choices=${[["case", `${frame.case_title} (fictional)`], ["followed", own]]} />
    ${child === "followed" && html`<p class="ap-hint">Keep to the alias, and to roles instead of names. What is told about the family in the text does not apply here.</p>`}</div>`;
}

/** Earlier work of the participant's own, to tick and bring in. Nothing here is written over. */
export function BringIn({sitting}) {
  const {frame, notes, id} = sitting;
  const [ticked, tick] = useState([]);
  if (!frame.has_sources) return null;
  const here = new Set(sitting.value?.brought ?? []);
  const bring = () => { sitting.bring(ticked); tick([]); };
  return html`<details class="ap-details ap-noprint" onToggle=${e => e.currentTarget.open && sitting.askSources()}>
    <summary>Bring in your earlier work<span class="ap-vh"> to ${frame.title}</span></summary><div>
    ${notes.sources ? notes.sources.map((source, i) => html`<${FromOne} key=${i} id=${`${id}-from-${i}`} source=${source} here=${here} ticked=${ticked} tick=${tick} />`)
      : html`<p class="ap-hint">One moment…</p>`}
    ${notes.sources?.some(source => fresh(source, here).length) && html`<p><${Button} primary off=${!ticked.length} onClick=${bring}>Bring in what I ticked<//></p>
      <p class="ap-hint">It is added to your answer here, and you can undo it. The work it comes from stays as it is.</p>`}</div></details>`;
}

const fresh = (source, here) => source.items.filter(item => !here.has(item.key));

function FromOne({id, source, here, ticked, tick}) {
  const items = fresh(source, here), keys = items.map(item => item.key);
  const mine = ticked.filter(key => keys.includes(key)), others = ticked.filter(key => !keys.includes(key));
  const place = html`<a href=${weekAddress(source.week.id, source.exercise)}>${source.title}</a>, ${source.week.words}`;
  const already = source.items.length - items.length;
  if (!items.length) {
    return html`<p>${source.words} ${place}: ${source.items.length ? "everything is here already." : source.answered ? "nothing there yet that could be used here." : "not started yet."}</p>`;
  }
  const choices = items.map(item => [item.key, html`${item.when && html`<strong>${item.when}: </strong>`}${item.title}${adds(item) && html`<span class="ap-hint"> ${shortened(item.text)}</span>`}`]);
  return html`<p>${source.words} ${place}${already > 0 && ` (${already} already here)`}.</p>
    <${Ticks} id=${id} legend=${source.title} value=${mine} onChange=${chosen => tick([...others, ...chosen])} choices=${choices} />
    ${items.length > 3 && html`<p><${Button} about=${`from ${source.title}`} onClick=${() => tick([...others, ...(mine.length === keys.length ? [] : keys)])}>${mine.length === keys.length ? "Tick none" : "Tick all"}<//></p>`}`;
}

/** Whether the text says more than the title, which is often its beginning. */
const adds = ({title, text}) => text && text.trim() !== title.trim() && !title.startsWith(text.trim());
const shortened = text => text.length > 160 ? `${text.slice(0, 157)}…` : text;

/** The page of another week, beside this one. */
const weekAddress = (week, exercise) => `${location.pathname.replace(/w\d\d(?=\.ipynb$|$)/, week)}#exercise-${exercise}`;
