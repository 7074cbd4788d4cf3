// The draft analysis on the page: each sentence with the way back to its entry, to be reworded or left out.
import {BY_OPTION, SECTIONS, draft} from "./draft.js";
import {PLANS} from "./factors.js";
import {bare} from "./weighing.js";

const STATES = {edited: "In your words", changed: "Its entry has changed since you reworded it", gone: "Its entry is gone, so it is not in the Word files", out: "Left out"};

export function writtenPart(kit, {Fold, Title}) {
  const {html, useState, useRef, TextArea, Button, Tag, Inset} = kit;

  function Written({sitting}) {
    const {value, options, ground} = sitting, found = draft(ground(), value, kit);
    const latest = useRef(), rows = useRef(new Map());
    latest.current = sitting;
    // a full draft has hundreds of sentences: one whose words stand as they did is not made again while another is typed
    const row = x => {
      const now = [x.text, x.made, x.state].join("\u0000");
      if (rows.current.get(x.id)?.now !== now) rows.current.set(x.id, {now, shown: html`<${OneSentence} key=${x.id} latest=${latest} said=${x} />`});
      return rows.current.get(x.id).shown;
    };
    const part = key => found.filter(x => x.section === key), list = some => html`<ul class="om-notes">${some.map(row)}</ul>`;
    const section = key => part(key).length > 0 && html`<h5>${SECTIONS[key]}</h5>${list(part(key))}`;
    const each = [...options.map(x => x.id), ...new Set(found.map(x => x.option).filter(x => x && !options.some(o => o.id === x)))];
    const stale = found.filter(x => x.state === "changed" || x.state === "gone").length;
    return html`<${Title}>Draft analysis<//>
      <p>Every sentence comes from something you entered, in the order a court expects. Reword any: yours is kept, and you are told if its entry changes. “Save as a file”, below, gives it in Word under the headings of a Child’s Permanence Report or a witness statement.</p>
      ${!found.length && html`<${Inset}><p>Nothing yet: a draft grows as you write under the factors and in your reasoning.</p><//>`}
      ${stale > 0 && html`<p class="om-ask">${stale === 1 ? "One reworded sentence needs" : `${stale} reworded sentences need`} another look.</p>`}
      ${section("options")}
      ${each.map(o => { const here = found.filter(x => x.option === o && BY_OPTION.includes(x.section)); return here.length > 0 && html`<${Fold} key=${o} summary=${`For and against: ${options.find(x => x.id === o)?.label ?? "an option no longer here"}`} already=${o === value.conclusion || here.some(x => x.state)}>${() => BY_OPTION.map(key => here.some(x => x.section === key) && html`<h6>${SECTIONS[key]}</h6>${list(here.filter(x => x.section === key))}`)}<//>`; })}
      ${["comparison", "recommendation", "contingency", "child"].map(section)}`;
  }

  function OneSentence({latest, said}) {
    const {change, id, say} = latest.current, [open, setOpen] = useState(false), about = `: ${said.text.slice(0, 50)}`;
    const keep = (edit, label, merge) => change(label, v => { v.draft = {...v.draft, [said.id]: {section: said.section, option: said.option, text: said.text, made_from: said.made, out: false, ...v.draft?.[said.id], ...edit}}; }, {merge});
    const drop = () => { change("use the sentence as made", v => { delete v.draft[said.id]; }); setOpen(false); say("The sentence stands as your entry makes it. Undo brings yours back.", 0); };
    const button = (words, act) => html`<${Button} plain about=${about} onClick=${act}>${words}<//>`;
    return html`<li class=${said.state === "out" ? "om-quiet" : ""}>
      ${open ? html`<${TextArea} id=${`${id}-draft-${said.id}`} label="In your words" about=${about} rows=${3} value=${said.text} onInput=${x => keep({text: x}, "reword a sentence", true)} />` : html`<p class="om-said" dir="auto">${said.text}</p>`}
      ${said.state === "changed" && html`<div class="om-ask"><p>Your entry now makes: “${said.made}”</p><div class="ap-row">${button("Use the new sentence", drop)}${button("Keep mine", () => keep({made_from: said.made}, "keep my sentence"))}</div></div>`}
      <div class="ap-row">${said.state && html`<${Tag}>${STATES[said.state]}<//>`}
        ${said.state !== "out" && button(open ? "Done" : "Reword", () => setOpen(!open))}
        ${said.state === "edited" && bare(said.made) && button("As my entry makes it", drop)}
        ${said.state === "gone" ? button("Remove", drop) : said.state === "out" ? button("Put back", () => keep({out: false}, "put a sentence back")) : button("Leave out", () => { setOpen(false); keep({out: true}, "leave a sentence out"); })}
        ${said.state !== "gone" && button("To the entry", () => toEntry(latest.current, said))}</div></li>`;
  }

  /** Back to where a sentence was entered. */
  function toEntry({go, id}, {id: name, option, factor}) {
    const [key] = name.split("."), at = x => `#${CSS.escape(`${id}-${x}`)}`;
    if (key === "sift") return go("options");
    if (["siblings", "support", "cost", "family_time"].includes(key)) return go("factors", PLANS, at(`plan-${option}-${key}`), option);
    if (factor) return go("factors", factor, option ? `[data-om-panel="${CSS.escape(option)}"]` : null, option || null);
    if (key === "change" || key === "failed") return go("stress", null, key === "change" ? at("change") : null);
    return go("reasoning", null, {other: at(`other-${option}`), best: at("best"), conclusion: at("conclusion"), contingency: at("contingency")}[key] ?? null);
  }

  return {Written};
}
