// The parts every exercise is made of: labelled fields, dates in three boxes, error summary, tables that fold into cards.
import {html, useEffect, useMemo, useRef, useState} from "../vendor/preact-htm.js";
import {dateProblem, parseIso, sayDate} from "./dates.js";

const idsOf = (...ids) => ids.filter(Boolean).join(" ") || undefined;
const hidden = text => text && html`<span class="ap-vh"> ${text}</span>`;

/** Several elements without a wrapper. */
export const Group = ({children}) => children;

const Hint = ({id, text}) => text ? html`<p class="ap-hint" id=${id}>${text}</p>` : null;
const Complaint = ({id, text}) => text ? html`<p class="ap-error" id=${id}><span class="ap-vh">Error: </span>${text}</p>` : null;

/** A label, a hint, a complaint and the control they belong to. `about` is read out after the label, for repeated fields. */
function Labelled({id, label, about, hint, error, optional, children}) {
  return html`<div class=${"ap-field" + (error ? " ap-invalid" : "")}>
    <label for=${id}>${label}${optional && html`<span class="ap-optional"> (optional)</span>`}${hidden(about)}</label>
    <${Hint} id=${id + "-hint"} text=${hint} /><${Complaint} id=${id + "-error"} text=${error} />
    ${children}
  </div>`;
}

const described = ({id, hint, error}) => ({
  "aria-describedby": idsOf(hint && `${id}-hint`, error && `${id}-error`),
  "aria-invalid": error ? "true" : undefined,
});

/** A box for several lines. onInput gets the text. */
export function TextArea({rows = 3, value, onInput, ...field}) {
  const box = useRef();
  useEffect(() => fitSoon(box.current), [value]);
  return html`<${Labelled} ...${field}><textarea ref=${box} id=${field.id} rows=${rows} value=${value ?? ""} spellcheck="true" dir="auto"
    onInput=${e => onInput(e.target.value)} ...${described(field)}></textarea><//>`;
}

const toFit = new Set();

/** All boxes that came or changed together are measured first and altered then, so that the page is laid out once for all of them. */
function fitSoon(box) {
  if (!toFit.size) queueMicrotask(() => {
    const tall = [...toFit].filter(each => each?.scrollHeight > each?.clientHeight + 2).map(each => [each, Math.min(each.scrollHeight + 4, 640)]);
    toFit.clear();
    for (const [each, height] of tall) each.style.height = `${height}px`;
  });
  toFit.add(box);
}

/** A box for one line. */
export function TextLine({value, onInput, type = "text", width, ...field}) {
  return html`<${Labelled} ...${field}><input id=${field.id} type=${type} value=${value ?? ""} autocomplete="off" dir="auto"
    class=${width ? `ap-width-${width}` : ""} onInput=${e => onInput(e.target.value)} ...${described(field)} /><//>`;
}

/** A list to choose one from. `choices`: [value, words] or plain words. */
export function Select({value, onChange, choices, empty = "Choose", ...field}) {
  // Preact writes every option anew whenever it looks at one, and each makes the browser lay the page out: only a list that changed is looked at.
  const options = useMemo(() => html`${empty !== null && html`<option value="">${empty}</option>`}
    ${choices.map(pair).map(([v, words]) => html`<option key=${v} value=${v} selected=${v === value}>${words}</option>`)}`, [value, empty, choices.flatMap(pair).join("\n")]);
  return html`<${Labelled} ...${field}><select id=${field.id} value=${value ?? ""} onChange=${e => onChange(e.target.value)} ...${described(field)}>
    ${options}
  </select><//>`;
}

const pair = choice => Array.isArray(choice) ? choice : [choice, choice];

/** A fieldset: a question over several controls. `tight` for questions inside questions. */
export function Question({id, legend, about, hint, error, tight, children}) {
  return html`<fieldset id=${id} class=${(error ? "ap-invalid " : "") + (tight ? "ap-tight" : "")} aria-describedby=${described({id, hint, error})["aria-describedby"]}>
    <legend>${legend}${hidden(about)}</legend><${Hint} id=${id + "-hint"} text=${hint} /><${Complaint} id=${id + "-error"} text=${error} />
    ${children}
  </fieldset>`;
}

/** One of several, as radio buttons. `choices`: [value, words, hint?]. */
export function Radios({id, value, onChange, choices, inline, ...question}) {
  return html`<${Question} id=${id} ...${question}><div class=${inline ? "ap-inline" : ""}>
    ${choices.map(pair).map(([v, words, hint], i) => html`<div class="ap-choice" key=${v}>
      <input type="radio" id=${`${id}-${i}`} name=${id} value=${v} checked=${v === value} onChange=${() => onChange(v)} aria-describedby=${hint ? `${id}-${i}-hint` : undefined} />
      <label for=${`${id}-${i}`}>${words}</label>${hint && html`<p class="ap-hint" id=${`${id}-${i}-hint`}>${hint}</p>`}
    </div>`)}</div>
  <//>`;
}

/** Any of several, as tick boxes. `value` is a list. */
export function Ticks({id, value, onChange, choices, inline, ...question}) {
  const toggle = v => onChange(value.includes(v) ? value.filter(x => x !== v) : [...value, v]);
  return html`<${Question} id=${id} ...${question}><div class=${inline ? "ap-inline" : ""}>
    ${choices.map(pair).map(([v, words], i) => html`<div class="ap-choice" key=${v}>
      <input type="checkbox" id=${`${id}-${i}`} checked=${value.includes(v)} onChange=${() => toggle(v)} /><label for=${`${id}-${i}`}>${words}</label>
    </div>`)}</div>
  <//>`;
}

/** One tick box. */
export function Tick({id, label, about, checked, onChange}) {
  return html`<div class="ap-choice"><input type="checkbox" id=${id} checked=${checked} onChange=${e => onChange(e.target.checked)} />
    <label for=${id}>${label}${hidden(about)}</label></div>`;
}

/** A date in three boxes, kept exactly as typed. A complaint is shown once the person has left the boxes. */
export function DateBoxes({id, legend, about, hint = "For example, 27 3 2025", value, onChange, error, name = "The date", optional}) {
  const [left, setLeft] = useState(false);
  const complaint = error || (left ? dateProblem(value, name) : "");
  const box = (key, words) => html`<div><label for=${`${id}-${key}`}>${words}</label>
    <input id=${`${id}-${key}`} class=${`ap-date-${key}`} type="text" inputmode="numeric" autocomplete="off" value=${value[key] ?? ""} aria-invalid=${complaint ? "true" : undefined}
      onInput=${e => { setLeft(false); onChange({day: "", month: "", year: "", ...value, [key]: e.target.value}); }} /></div>`;
  const leave = e => { if (!e.currentTarget.contains(e.relatedTarget)) setLeft(true); };
  return html`<${Question} id=${id} legend=${html`${legend}${optional && html`<span class="ap-optional"> (optional)</span>`}`} about=${about} hint=${hint} error=${complaint}>
    <div class="ap-date" onfocusout=${leave}>${box("day", "Day")}${box("month", "Month")}${box("year", "Year")}</div><//>`;
}

/** What is wrong, at the top, with links to the fields; it takes the focus whenever `errors` changes and is not empty. errors: [{field, text}] */
export function ErrorSummary({id, errors}) {
  const box = useRef();
  useEffect(() => { if (errors.length) box.current?.focus(); }, [errors]);
  if (!errors.length) return null;
  const jump = (e, field) => { e.preventDefault(); document.getElementById(field)?.focus(); };
  return html`<div class="ap-summary" role="alert" tabindex="-1" ref=${box} aria-labelledby=${id + "-title"}><h4 id=${id + "-title"}>There is a problem</h4>
    <ul>${errors.map(x => html`<li key=${x.field}><a href=${"#" + x.field} onClick=${e => jump(e, x.field)}>${x.text}</a></li>`)}</ul></div>`;
}

/** A button; `about` is read out after its words. `off` keeps it reachable but says it can do nothing now. */
export function Button({primary, plain, off, about, onClick, children, ...rest}) {
  return html`<button type="button" class=${primary ? "ap-primary" : plain ? "ap-plain" : ""} aria-disabled=${off ? "true" : undefined} onClick=${e => off || onClick?.(e)} ...${rest}>${children}${hidden(about)}</button>`;
}

/** Buttons that change what is shown. views: [key, words]. */
export function Views({label, views, current, onChange}) {
  return html`<div class="ap-views ap-noprint" role="group" aria-label=${label}>
    ${views.map(([key, words]) => html`<button type="button" key=${key} aria-pressed=${String(key === current)} onClick=${() => onChange(key)}>${words}</button>`)}</div>`;
}

/** Many alike, of which a key changes one: gives what was made for a key before while all that it is made of (a list) is the very same. */
export function useKept() {
  const kept = useRef(new Map());
  return (key, of, make) => {
    const before = kept.current.get(key);
    if (before?.of.length === of.length && of.every((x, n) => x === before.of[n])) return before.made;
    const made = make();
    kept.current.set(key, {of, made});
    return made;
  };
}

/** A table that folds into cards where it is narrow. columns: words; rows: {key, head, cells: [...]}. */
export function CardTable({caption, columns, rows}) {
  const kept = useKept();
  const row = r => kept(r.key, [r.head, ...r.cells, ...columns], () => html`<tr key=${r.key}><th scope="row">${r.head}</th>${r.cells.map((c, i) => html`<td data-label=${columns[i + 1]}>${c}</td>`)}</tr>`);
  return html`<table class="ap-cards"><caption>${caption}</caption>
    <thead><tr>${columns.map(c => html`<th scope="col">${c}</th>`)}</tr></thead>
    <tbody>${rows.map(row)}</tbody></table>`;
}

/** A wide thing that may scroll sideways inside its own named box, by keyboard too. */
export const Scroll = ({label, children}) => html`<div class="ap-scroll" tabindex="0" role="region" aria-label=${label}>${children}</div>`;

/** What folds; onOpen is called when it is opened. */
export const Details = ({summary, about, open, onOpen, children}) => html`<details class="ap-details" open=${open} onToggle=${e => e.currentTarget.open && onOpen?.()}><summary>${summary}${hidden(about)}</summary><div>${children}</div></details>`;
/** tone: "" | "done" | "late" */
export const Tag = ({tone = "", children}) => html`<span class=${"ap-tag" + (tone && ` ap-${tone}`)}>${children}</span>`;
export const Inset = ({children}) => html`<div class="ap-inset">${children}</div>`;
export const Warning = ({children}) => html`<div class="ap-warning"><strong class="ap-vh">Please note: </strong>${children}</div>`;
/** A law fact, study or source as a line: words, citation, and the mark 'not yet checked' where it is due. */
export const Source = ({words, cite, unchecked}) => html`<p class="ap-source">${words} <span class="ap-cite">${cite}</span>${unchecked && html` <${Tag}>not yet checked</${Tag}>`}</p>`;

const officialPage = (link, name) => link && html` <a href=${link} rel="noreferrer">Official page<span class="ap-vh">: ${name}</span></a>`;
const capital = words => words.charAt(0).toUpperCase() + words.slice(1);
const day = iso => sayDate(parseIso(iso));

/** The facts that a piece of text rests on, a line each: words, citation, day, and whether they bind. `of` lists their ids. */
export function factLines(of, material) {
  const named = (facts, ids = []) => facts.filter(x => ids.includes(x.id));
  const aspects = material.options.flatMap(x => Object.entries(x.aspects).filter(([aspect]) => of.options?.includes(`${x.id}.${aspect}`)).flatMap(([, facts]) => facts));
  return [
    ...named(material.law, of.law).map(x => html`<strong>${x.name}.</strong> ${x.words} <span class="ap-cite">${capital(x.status_words)}. ${x.cite}.</span>${officialPage(x.link, x.name)}`),
    ...named(material.judgments, of.law).map(x => html`${x.words} <span class="ap-cite">Case law. ${x.cite}, as at ${day(x.as_at)}. What it asks of evidence: ${x.asks_of_evidence}</span>${officialPage(x.link, x.name)}`),
    ...aspects.map(x => html`${x.words} <span class="ap-cite">${x.cite}.</span>${officialPage(x.link, x.cite)}`),
    ...named(material.evidence, of.evidence).map(x => html`${x.finding} <span class="ap-cite">${x.cite}. What it cannot tell you: ${x.limits}</span>`),
    ...named(material.terms, of.terms).map(x => html`<strong>${x.term}.</strong> ${x.words} <span class="ap-cite">Glossary, as at ${day(x.as_at)}.</span>`),
    ...named(material.case?.events ?? [], of.events).map(x => html`${x.text} <span class="ap-cite">${x.source}, ${day(x.date)}.</span>`),
  ];
}

/** Move the focus after the next repaint: the function given back takes a selector within the exercise. */
export function useFocus(root) {
  return selector => requestAnimationFrame(() => (root.current ?? root).querySelector(selector)?.focus());
}

const MORE_AGAIN = 3000; // ms

/** What comes later, as [it or null, whether it is late]: fetched once it is `wanted`, and asked for again while the line is down. */
export function useMore(fetch, wanted) {
  const [come, setCome] = useState(null), [late, setLate] = useState(false);
  useEffect(() => {
    if (!wanted || come) return undefined;
    let left = false, waiting;
    const ask = () => fetch().then(more => left || setCome(more), error => {
      console.error(error);
      if (left) return;
      setLate(true);
      waiting = setTimeout(ask, MORE_AGAIN);
    });
    ask();
    return () => { left = true; clearTimeout(waiting); };
  }, [wanted, !come]);
  return [come, late];
}

/** In the place of what has not come yet. */
export const OnItsWay = ({what, late}) => html`<p class="ap-hint" role="status">${late ? `${what} has not come yet: the connection may be down. It is asked for again by itself, and what you wrote stays as it is.` : `One moment: ${what.toLowerCase()} is on its way.`}</p>`;
