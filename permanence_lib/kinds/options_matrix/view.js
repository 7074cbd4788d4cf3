// Options held against the same factors, in words. Nothing is added up, nothing sorts an option, a blank is 'not assessed'.

export const BOXES = ["may_help", "may_harm", "not_yet_known", "would_need", "evidence"];
const EMPTY_CELL = Object.fromEntries(BOXES.map(box => [box, ""]));
const MORE_THAN_ONE = "more-than-one";

/** Words without the white space round them: the same white space as in Python. */
const bare = text => String(text ?? "").replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "");
const cellOf = (value, factor, option) => value.cells[factor]?.[option] ?? {};
const isAssessed = cell => BOXES.some(box => bare(cell[box]));
const answerOf = (value, option) => value.sifted[option]?.realistic ?? "";

/** Options still to be weighed: all but those set aside. */
export const weighable = (options, value) => options.filter(x => answerOf(value, x) !== "no");

/** What to look at again, as [cue, factor, option]: blank cells first, then thin reasons, then lop-sided cells. */
export function cues(factors, options, value, shortest) {
  const kept = weighable(options, value), found = [];
  const everyCell = act => { for (const f of factors) for (const o of kept) act(f, o, cellOf(value, f, o)); };
  everyCell((f, o, cell) => { if (!isAssessed(cell)) found.push(["not-assessed", f, o]); });
  for (const o of options) if (isThin(value.sifted[o], shortest)) found.push(["dismissed-thinly", "", o]);
  everyCell((f, o, cell) => { for (const cue of cuesOfCell(cell)) found.push([cue, f, o]); });
  return found;
}

const isThin = (sifted, shortest) => sifted?.realistic === "no" && [...bare(sifted.why)].length < shortest;

function cuesOfCell(cell) {
  const helps = bare(cell.may_help), harms = bare(cell.may_harm);
  return [helps && !harms && "help-only", harms && !helps && "harm-only", (helps || harms) && !bare(cell.evidence) && "no-evidence"].filter(Boolean);
}

/** How much has something in it; `parts` grows and shrinks with the options still weighed. */
export function progressCounts(factors, options, value) {
  const kept = weighable(options, value);
  const lookedAt = factors.map(f => kept.filter(o => isAssessed(cellOf(value, f, o))).length);
  const counts = {
    options: options.length,
    sifted: options.filter(o => answerOf(value, o)).length,
    factors: factors.length,
    weighed: factors.filter(f => value.weighed[f]?.matters).length,
    cells: factors.length * kept.length,
    assessed: lookedAt.reduce((sum, n) => sum + n, 0),
    started: lookedAt.filter(n => n > 0).length,
    reasoned: reasoned(value),
  };
  const filled = counts.sifted + counts.weighed + counts.started + counts.reasoned;
  return {...counts, filled, parts: options.length + 2 * factors.length + 4};
}

const reasoned = value => [bare(value.best), Object.values(value.others).some(bare), bare(value.change_mind),
  value.unknowns.some(x => bare(x.what) || bare(x.who))].filter(Boolean).length;

/** Days by which a date in three boxes falls after the decision; none when it does not, or is not a date. */
export function daysLate(by, day, {readDate, parseIso, daysBetween}) {
  const when = readDate(by);
  return when ? Math.max(0, daysBetween(parseIso(day), parseIso(when))) : 0;
}

/** Whole years and months of age on a day; [0, 0] before birth. */
export function ageOn(born, day) {
  const [a, b] = [born, day].map(text => text.split("-").map(Number));
  const months = Math.max(0, (b[0] - a[0]) * 12 + b[1] - a[1] - (b[2] < a[2] ? 1 : 0));
  return [Math.floor(months / 12), months % 12];
}

/** The same things in another order; `random` gives numbers from 0 to 1. */
export function shuffled(list, random) {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

/** Every option, in the author's order, the participant's own last, each with what is known about it. */
function choices(definition, material, value) {
  const fileOf = name => material.case?.options.find(x => x.id === name);
  const anyChild = definition.compare.filter(x => x.for_any_child || !x.case_option).map(x => x.for_any_child ? {...x, label: x.for_any_child, about: ""} : x);
  const listed = definition.compare.length ? material.followed == null ? definition.compare : anyChild : [
    ...(material.case?.options ?? []).map(x => ({id: x.id, case_option: x.id})), ...material.options.map(x => ({id: x.id, legal: [x.id]}))];
  const named = listed.map(entry => {
    const file = fileOf(entry.case_option), legal = material.options.filter(x => (entry.legal ?? []).includes(x.id));
    const wanted = [...(file?.evidence ?? []), ...(entry.evidence ?? [])];
    return {id: entry.id, own: false, file, legal, label: entry.label || file?.label || legal[0]?.name || entry.id,
      about: entry.about || (legal[0] && !file ? legal[0].summary : ""),
      research: material.evidence.filter(x => wanted.includes(x.id) && x.confidence === "verified")};
  });
  const own = value.added.map(x => ({id: x.id, own: true, label: bare(x.label) || "An option not named yet", about: "", legal: [], research: []}));
  return [...named, ...own];
}

const VIEWS = [["options", "Options"], ["factors", "Work through the factors"], ["facts", "Facts side by side"], ["sheet", "Balance sheet"], ["reasoning", "Reasoning"]];
const REALISTIC = [["yes", "Yes, weigh it"], ["unsure", "Not sure yet, weigh it"], ["no", "No, set it aside"]];
const MATTERS = [["high", "High"], ["medium", "Medium"], ["lower", "Lower"]];
const SHOWN_AT_ONCE = 8;
const RANK = {high: 0, medium: 1, lower: 2};
const SIDES = BOXES.slice(0, 4);
const noteWords = note => note.when ? `${note.when}: ${note.words}` : note.words;
const CUE_WORDS = {
  "dismissed-thinly": "set aside in few words: what was tried, who was asked, and what would have to be different?",
  "help-only": "what may help, and nothing that may harm",
  "harm-only": "what may harm, and nothing that may help",
  "no-evidence": "no evidence recorded",
};

export function view(kit) {
  const {html, useState, useRef, useMemo, useFocus, Group, TextArea, TextLine, Select, Radios, Ticks, DateBoxes, Button, Views, CardTable, Scroll,
    Tag, Inset, Source, readDate, parseIso, sayDate, plural} = kit;
  const day = iso => sayDate(parseIso(iso));
  const sentence = parts => { const text = parts.join("; "); return text.charAt(0).toUpperCase() + text.slice(1); };
  const lines = texts => html`<ul>${texts.map((text, i) => html`<li key=${i}>${text}</li>`)}</ul>`;

  /** Opens and shuts; what is inside is made only while it is open, so that typing elsewhere stays quick. */
  function Fold({summary, about, already = false, children}) {
    const [open, setOpen] = useState(already);
    return html`<details class="ap-details" open=${open} onToggle=${e => setOpen(e.currentTarget.open)}>
      <summary>${summary}${about && html`<span class="ap-vh">, ${about}</span>`}</summary><div>${open && children()}</div></details>`;
  }

  const Title = ({children}) => html`<h4 tabindex="-1" data-om-title="">${children}</h4>`;

  // What is known: the record, the file's own account, research and law. All of it is material to test.

  function Record({story, id}) {
    const [who, setWho] = useState("");
    const shown = story.events.filter(x => !who || (who === "voice" ? x.child_voice : x.about.includes(who)));
    const nameOf = name => story.people.find(p => p.id === name)?.name ?? name;
    return useMemo(() => html`<ul class="om-people">${story.people.map(p => html`<li key=${p.id}><strong>${p.name}</strong>, ${p.role}. ${p.about}. <em>${p.strengths}.</em></li>`)}</ul>
      <${Select} id=${id + "-record"} label="Show entries about" value=${who} onChange=${setWho} empty="Everybody"
        choices=${[["voice", "What the child said or showed"], ...story.people.map(p => [p.id, p.name])]} />
      <p class="ap-hint">${plural(shown.length, "entry", "entries")} of ${story.events.length}.</p>
      <ol class="om-record">${shown.map(x => html`<li key=${x.id}><strong>${day(x.date)}.</strong> ${x.text} <span class="ap-cite">${x.source}, ${x.id}. About ${x.about.map(nameOf).join(", ")}.</span>
        ${x.child_voice && html`<p class="om-voice"><span class="ap-cite">The child:</span> ${x.child_voice}</p>`}</li>`)}</ol>`, [who]);
  }

  const FileSays = ({file, boxes}) => useMemo(() => html`<p class="ap-hint">This is what somebody wrote. Who said it, when, and what had they seen? Test it before you use it.</p>
    <dl class="om-file">${[["may_help", file.may_help], ["may_harm", file.may_harm], ["not_yet_known", file.not_yet_known], ["would_need", [file.would_need]]]
      .map(([box, said]) => html`<${Group} key=${box}><dt>${boxes[box]}</dt><dd>${lines(said)}</dd><//>`)}</dl>`, [file]);

  const Research = ({studies}) => useMemo(() => html`<p class="ap-hint">The children in these studies differ from one route to another, and from this child. No figure here is a chance for one child.</p>
    ${studies.map(x => html`<div class="om-study" key=${x.id}>
      <p><strong>${[x.country, x.period].filter(Boolean).join(", ")}.</strong> ${x.finding}</p>
      <p><strong>Who the children were:</strong> ${x.population}. ${x.design}.</p>
      <p><strong>What it cannot tell you:</strong> ${x.limits}</p>
      <p class="ap-cite">${x.cite}.</p></div>`)}`, [studies.map(x => x.id).join()]);

  const Beside = ({option, boxes}) => html`
    ${option.file && html`<${Fold} summary="What the file says" about=${option.label}>${() => html`<${FileSays} file=${option.file} boxes=${boxes} />`}<//>`}
    <${Studies} option=${option} />`;

  const Studies = ({option}) => html`${option.research.length > 0 && html`<${Fold} summary=${`Research beside this option (${option.research.length})`} about=${option.label}>${() => html`<${Research} studies=${option.research} />`}<//>`}`;

  // Brought in: what earlier work lends stands beside an option, on one side of the argument, or waits here unused.

  const placeWords = ({definition, options}, place) => {
    const option = options.find(x => x.id === place.option);
    return option && (place.side ? `${option.label}: ${definition.boxes[place.side]}` : option.label);
  };

  function BroughtIn({sitting}) {
    const {value} = sitting, isUsed = note => note.places.some(place => placeWords(sitting, place));
    const used = value.notes.filter(isUsed), unused = value.notes.filter(note => !isUsed(note));
    const list = notes => html`<ul class="om-notes">${notes.map(note => html`<${OneNote} key=${note.id} sitting=${sitting} note=${note} />`)}</ul>`;
    if (!value.notes.length) return null;
    return html`<${Fold} summary=${`Brought in from earlier work: ${value.notes.length}${unused.length ? `, ${unused.length} not yet used` : ""}`} already=${!used.length}>${() => html`
      <p class="ap-hint">Set each thing beside the option it bears on, and say on which side. One thing can stand beside several.</p>
      ${unused.length > 0 && html`<h4>Brought in, not yet used</h4>${list(unused)}`}${used.length > 0 && html`<h4>Beside the options</h4>${list(used)}`}`}<//>`;
  }

  function OneNote({sitting, note}) {
    const {definition, options, change, id, say, focus} = sitting, own = `${id}-note-${note.id}`, about = note.words.slice(0, 60);
    const [option, setOption] = useState(""), [side, setSide] = useState(""), here = `[data-om-note="${note.id}"]`;
    const alter = (label, recipe) => { change(label, v => recipe(v.notes.find(x => x.id === note.id))); focus(here); };
    const place = () => {
      alter("set a note beside an option", x => { if (!x.places.some(p => p.option === option && p.side === side)) x.places.push({option, side}); });
      say(`Set beside ${placeWords(sitting, {option, side})}`, 0); setOption(""); setSide("");
    };
    const takeAway = n => { alter("take a note away from an option", x => { x.places.splice(n, 1); }); say("Taken away from the option; the note stays.", 0); };
    const remove = () => { change("remove a note", v => { v.notes = v.notes.filter(x => x.id !== note.id); }); say("Removed. Undo brings it back.", 0); focus("[data-om-title]"); };
    return html`<li tabindex="-1" data-om-note=${note.id}><p dir="auto">${noteWords(note)} <span class="ap-cite">From “${note.source}”.</span></p>
      ${note.places.map((p, n) => placeWords(sitting, p) && html`<p key=${p.option + p.side}><${Tag}>${placeWords(sitting, p)}<//> <${Button} plain about=${`from ${placeWords(sitting, p)}`} onClick=${() => takeAway(n)}>Take away<//></p>`)}
      <div class="ap-row om-own"><${Select} id=${own + "-option"} label="Beside which option" about=${about} value=${option} onChange=${setOption} choices=${options.map(x => [x.id, x.label])} />
        <${Select} id=${own + "-side"} label="On which side" about=${about} value=${side} onChange=${setSide} empty="None in particular" choices=${SIDES.map(key => [key, definition.boxes[key]])} />
        <${Button} off=${!option} about=${about} onClick=${place}>Set it there<//><${Button} plain about=${about} onClick=${remove}>Remove<//></div></li>`;
  }

  /** The notes beside one option, each to be copied into a box of the factor that is open. */
  function NotesBeside({sitting, option, factor}) {
    const {value, definition: {boxes}, change, say} = sitting;
    const found = value.notes.flatMap(note => note.places.filter(p => p.option === option.id).map(p => ({note, side: p.side})));
    const copy = (note, box) => {
      change(`copy a note into “${boxes[box]}”`, v => {
        const row = v.cells[factor.id] ??= {}, cell = {...EMPTY_CELL, ...row[option.id]};
        row[option.id] = {...cell, [box]: [cell[box].trimEnd(), noteWords(note)].filter(Boolean).join("\n")};
      });
      say(`Copied into ${boxes[box]}`, 0);
    };
    return found.length > 0 && html`<h6>You brought in</h6><ul class="om-notes">${found.map(({note, side}) => html`<li key=${note.id + side}><p dir="auto">${side && html`<strong>${boxes[side]}:</strong> `}${noteWords(note)} <span class="ap-cite">From “${note.source}”.</span></p>
      <${Button} plain about=${`: ${note.words.slice(0, 60)}`} onClick=${() => copy(note, side || "evidence")}>Copy into “${boxes[side || "evidence"]}”<//></li>`)}</ul>`;
  }

  // Options: is each one realistic, and is one missing?

  function OptionCard({sitting, option}) {
    const {definition, value, change, id, look} = sitting, {questions} = definition;
    const said = {realistic: "", why: "", tested: "", ...value.sifted[option.id]}, own = `${id}-${option.id}`;
    const set = (key, words, merge) => change(`${key === "realistic" ? "whether it is realistic" : key}: ${option.label}`,
      v => { v.sifted[option.id] = {...said, ...v.sifted[option.id], [key]: words}; }, {merge});
    const why = said.realistic === "no" ? "Why not?" : "Why?";
    return html`<div class="om-option" key=${option.id}>
      <h5>${option.label}${option.own && html` <${Tag}>Added by you<//>`}</h5>
      ${option.about && html`<p>${option.about}</p>`}${option.own && html`<${OwnOption} sitting=${sitting} option=${option} />`}
      <${Radios} id=${own + "-real"} legend=${questions.realistic} about=${option.label} inline tight value=${said.realistic} onChange=${x => set("realistic", x)} choices=${REALISTIC} />
      ${(said.realistic === "no" || said.realistic === "unsure" || said.why) && html`<${TextArea} id=${own + "-why"} label=${said.realistic === "unsure" ? "What makes you unsure?" : why} about=${option.label} rows=${2}
        hint=${said.realistic === "no" ? "So that somebody who hopes for this option would see that it was looked at." : undefined} value=${said.why} onInput=${x => set("why", x, true)} />`}
      ${isThin(said, definition.shortest_reason) && bare(said.why) && html`<p class="om-ask">That is a short reason for closing a door. Is there more: what was tried, who was asked, what would have to be different?</p>`}
      ${option.file && html`<${Fold} summary="What the file says, to be tested" about=${option.label} already=${!!bare(said.tested)}>${() => html`<${FileSays} file=${option.file} boxes=${definition.boxes} />
        <${TextArea} id=${own + "-tested"} label=${questions.tested} about=${option.label} rows=${3} value=${said.tested} onInput=${x => set("tested", x, true)} />`}<//>`}
      <${Studies} option=${option} />
      ${option.legal.length > 0 && html`<${Button} plain about=${": " + option.label} onClick=${() => look(option.legal.map(x => x.id))}>The law on this, side by side<//>`}
    </div>`;
  }

  function OwnOption({sitting, option}) {
    const {value, change, id, say, focus} = sitting, label = value.added.find(x => x.id === option.id)?.label ?? "";
    const rename = words => change("name of an added option", v => { v.added.find(x => x.id === option.id).label = words; }, {merge: true});
    const remove = () => { change(`remove ${option.label}`, v => without(v, option.id)); say(`Removed: ${option.label}. Undo brings it back.`); focus("[data-om-add]"); };
    return html`<div class="ap-row om-own"><${TextLine} id=${`${id}-${option.id}-label`} label="What is the option?" value=${label} onInput=${rename} />
      <${Button} about=${" " + option.label} onClick=${remove}>Remove<//></div>`;
  }

  function without(v, option) {
    v.added = v.added.filter(x => x.id !== option);
    delete v.sifted[option]; delete v.others[option];
    for (const row of Object.values(v.cells)) delete row[option];
    if (v.conclusion === option) v.conclusion = "";
  }

  function AddOption({sitting}) {
    const {definition, value, change, id, focus} = sitting;
    const add = label => {
      const n = 1 + Math.max(0, ...value.added.map(x => Number(x.id.slice(4)) || 0));
      change("add an option", v => { v.added.push({id: `own-${n}`, label}); });
      focus(`#${CSS.escape(`${id}-own-${n}-label`)}`);
    };
    return html`<h5>${definition.questions.missing}</h5><p>${definition.questions.missing_help}</p>
      <div class="ap-row">${definition.often_missed.map(x => html`<${Button} key=${x} onClick=${() => add(x)}><span class="ap-vh">Add: </span>${x}<//>`)}
        <${Button} data-om-add="" onClick=${() => add("")}>Add another option<//></div>`;
  }

  function Options({sitting}) {
    const {options, counts, go} = sitting;
    return html`<${Title}>Which options are realistic?<//>
      <p>Start here. Say of each option whether it is realistic; those you set aside keep their reason. The options stand in a new order each time you open this page, so that none comes first by habit.</p>
      <p class="ap-hint">${counts.sifted} of ${plural(counts.options, "option")} sifted.</p>
      <div class="om-options">${options.map(x => html`<${OptionCard} key=${x.id} sitting=${sitting} option=${x} />`)}</div>
      <${AddOption} sitting=${sitting} />
      <p><${Button} primary onClick=${() => go("factors")}>Go on to the factors<//></p>`;
  }

  // Factors: a list, then one at a time with every option under it.

  function Factors({sitting}) {
    const {definition, value, kept, counts, id, go} = sitting;
    const state = n => !kept.length ? "No option to weigh" : n === kept.length ? "Every option looked at" : n ? `${n} of ${kept.length} options looked at` : "Not started";
    return html`<${Title}>Work through the factors<//>
      <p>Take one factor and hold every realistic option against it before going on to the next. What you say about how much a factor matters is a note to yourself: it adds nothing up and puts no option first.</p>
      <p class="ap-hint">${counts.assessed} of ${plural(counts.cells, "cell")} looked at. A blank counts as not assessed.</p>
      <ul class="ap-tasks">${definition.factors.map(f => {
        const n = kept.filter(o => isAssessed(cellOf(value, f.id, o.id))).length, matters = value.weighed[f.id]?.matters;
        return html`<li key=${f.id}><${Button} plain data-om-factor=${f.id} aria-describedby=${`${id}-${f.id}-state`} onClick=${() => go("factors", f.id)}>${f.label}<//>
          <span id=${`${id}-${f.id}-state`}>${matters && html`${MATTERS[RANK[matters]][1]} for this child. `}<${Tag} tone=${kept.length && n === kept.length ? "done" : ""}>${state(n)}<//></span></li>`; })}</ul>
      <p><${Button} primary onClick=${() => go("sheet")}>See the balance sheet<//></p>`;
  }

  function OneFactor({sitting, factor}) {
    const {definition, value, change, options, kept, id, go, opened, setOpened} = sitting, {factors, questions} = definition;
    const at = factors.indexOf(factor), own = `${id}-${factor.id}`, note = {matters: "", why: "", ...value.weighed[factor.id]};
    const set = (key, words, merge) => change(`${key === "why" ? "why it matters" : "how much it matters"}: ${factor.label}`,
      v => { v.weighed[factor.id] = {...note, ...v.weighed[factor.id], [key]: words}; }, {merge});
    const aside = options.filter(x => !kept.includes(x));
    const all = kept.every(x => opened.has(x.id));
    return html`<p><${Button} onClick=${() => go("factors", null, `[data-om-factor="${CSS.escape(factor.id)}"]`)}>Back to all factors<//></p>
      <${Title}>Factor ${at + 1} of ${factors.length}: ${factor.label}<//>
      ${factor.help && html`<p>${factor.help}</p>`}
      ${factor.ask.length > 0 && html`<${Fold} summary="Questions to think with" about=${factor.label}>${() => lines(factor.ask)}<//>`}
      <${Radios} id=${own + "-matters"} legend=${questions.matters} inline tight value=${note.matters} onChange=${x => set("matters", x)} choices=${MATTERS} />
      <${TextArea} id=${own + "-why"} label="Why, for this child?" rows=${2} value=${note.why} onInput=${x => set("why", x, true)} />
      ${kept.length > 1 && html`<p><${Button} aria-pressed=${String(all)} onClick=${() => setOpened(all ? new Set() : new Set(kept.map(x => x.id)))}>All options open<//></p>`}
      ${kept.map(o => html`<${Panel} key=${o.id} sitting=${sitting} factor=${factor} option=${o} />`)}
      ${!kept.length && html`<${Inset}><p>Every option has been set aside, so there is nothing to weigh. Take one back under Options, or add the one that is missing.</p><//>`}
      ${aside.length > 0 && html`<p class="ap-hint">Set aside: ${aside.map(x => x.label).join("; ")}.</p>`}
      <div class="ap-row">${at > 0 && html`<${Button} onClick=${() => go("factors", factors[at - 1].id)}>Previous factor<//>`}
        ${at < factors.length - 1 ? html`<${Button} primary onClick=${() => go("factors", factors[at + 1].id)}>Next factor: ${factors[at + 1].label}<//>` : html`<${Button} primary onClick=${() => go("sheet")}>See the balance sheet<//>`}</div>`;
  }

  function Panel({sitting, factor, option}) {
    const {definition, value, change, id, opened, setOpened} = sitting, {boxes} = definition;
    const cell = cellOf(value, factor.id, option.id), open = opened.has(option.id), own = `${id}-${factor.id}-${option.id}`;
    const toggle = () => setOpened(open ? new Set([...opened].filter(x => x !== option.id)) : new Set([...opened, option.id]));
    const n = BOXES.filter(box => bare(cell[box])).length, cues = cuesOfCell(cell).map(x => CUE_WORDS[x]);
    const write = (box, words) => change(`${option.label}, ${factor.label}: ${boxes[box]}`, v => {
      const row = v.cells[factor.id] ??= {};
      row[option.id] = {...EMPTY_CELL, ...row[option.id], [box]: words};
    }, {merge: true});
    const box = key => html`<${TextArea} key=${key} id=${`${own}-${key}`} label=${boxes[key]} about=${option.label} rows=${2} value=${cell[key] ?? ""} onInput=${x => write(key, x)} />`;
    return html`<div class="om-panel">
      <h5><button type="button" aria-expanded=${String(open)} onClick=${toggle}><span class="om-arrow" aria-hidden="true">${open ? "▾" : "▸"}</span><span>${option.label}</span><span class="om-state">${n ? `${n} of ${BOXES.length} boxes` : "Not assessed"}</span></button></h5>
      ${!open && n > 0 && html`<p class="om-peek">${BOXES.filter(k => bare(cell[k])).map(k => html`<span key=${k}><strong>${boxes[k]}:</strong> ${cell[k]} </span>`)}</p>`}
      ${open && html`<div class="om-boxes"><div class="om-two">${box("may_help")}${box("may_harm")}</div><div class="om-three">${box("not_yet_known")}${box("would_need")}${box("evidence")}</div>
        ${cues.length > 0 && html`<p class="om-ask">So far: ${cues.join("; ")}.</p>`}<${NotesBeside} sitting=${sitting} option=${option} factor=${factor} /><${Beside} option=${option} boxes=${boxes} /></div>`}
    </div>`;
  }

  // Facts: what the law says of each option, question by question.

  function Facts({sitting}) {
    const {definition, material, options, id, looked, look} = sitting, [aspect, setAspect] = useState("");
    const known = shownFirst(options, material.options), chosen = known.filter(x => looked.includes(x.id));
    const rules = [...material.law, ...material.judgments];
    const aspects = Object.entries(definition.aspects).filter(([key]) => !aspect || key === aspect);
    const table = useMemo(() => html`<${CardTable} caption="What the law says, option by option" columns=${["Question", ...chosen.map(x => x.name)]}
      rows=${aspects.map(([key, words]) => ({key, head: words, cells: chosen.map(x => facts(x.aspects[key]))}))} />`, [aspect, chosen.map(x => x.id).join()]);
    return html`<${Title}>Facts side by side<//>
      ${known.length ? html`<p>What the law in England says of each order or placement, with where it was read and on which day. “Not yet checked” means that nobody has confirmed it: ask a lawyer before you rely on it.</p>
        <${Ticks} id=${id + "-looked"} legend="Which to set side by side" inline hint="Two or three fit across the page; with more, the table moves sideways." value=${looked} onChange=${x => look(x, true)} choices=${known.map(x => [x.id, x.name])} />
        <${Select} id=${id + "-aspect"} label="Question" value=${aspect} onChange=${setAspect} empty="All questions" choices=${Object.entries(definition.aspects)} />
        ${chosen.length ? chosen.length > 3 ? html`<${Scroll} label="Facts side by side"><div class="om-wide">${table}</div><//>` : table : html`<${Inset}><p>Choose two to begin with.</p><//>`}`
        : html`<p>No legal facts belong to this exercise. What the file and the research say stands beside each option.</p>`}
      ${rules.length > 0 && html`<h5>Rules that bear on the choice</h5>${rules.map(x => html`<${Source} key=${x.id} words=${x.words} cite=${html`${x.cite}${x.status_words ? `: ${x.status_words}` : ""}. ${official(x)}`} />`)}`}`;
  }

  const official = x => x.link && html`<a href=${x.link} target="_blank" rel="noopener noreferrer">Official text<span class="ap-vh">: ${x.name ?? x.cite}, in a new tab</span></a>`;
  const shownFirst = (options, legal) => [...new Set([...options.flatMap(x => x.legal), ...legal])];
  const facts = found => found?.length ? html`${found.map((x, i) => html`<${Source} key=${i} words=${x.words}
    cite=${html`${x.cite}${x.review_by ? `, to be looked at again by ${day(x.review_by)}` : ""}. ${official(x)}`} />`)}` : html`<span class="om-quiet">Nothing recorded</span>`;

  // Balance sheet: what is missing first, then everything side by side.

  function Sheet({sitting}) {
    const {definition, value, options, kept, counts, go, id} = sitting, [order, setOrder] = useState("given");
    const rank = f => RANK[value.weighed[f.id]?.matters] ?? 3;
    const factors = order === "given" ? definition.factors : [...definition.factors].sort((a, b) => rank(a) - rank(b));
    const aside = options.filter(x => !kept.includes(x));
    const found = cues(definition.factors.map(x => x.id), options.map(x => x.id), value, definition.shortest_reason);
    const noted = value.notes.some(note => note.places.some(p => kept.some(o => o.id === p.option)));
    const beside = {key: "notes", head: "Brought in", cells: kept.map(o => html`<div>${value.notes.flatMap(note => note.places.filter(p => p.option === o.id).map(p => html`<p class="om-said" key=${note.id + p.side}>${p.side && html`<strong>${definition.boxes[p.side]}:</strong> `}${noteWords(note)}</p>`))}</div>`)};
    const row = f => ({key: f.id, cells: kept.map(o => html`<${CellWords} cell=${cellOf(value, f.id, o.id)} boxes=${definition.boxes} />`),
      head: html`${f.label}<span class="om-weight">${value.weighed[f.id]?.matters ? `${MATTERS[rank(f)][1]} for this child` : "Importance not said"}</span>`});
    return html`<${Title}>Balance sheet<//>
      <p>Every option you hold realistic, side by side under the same factors. There is no total and no winner here: what follows from it is yours to reason.</p>
      <${Unassessed} sitting=${sitting} found=${found} /><${LookAgain} sitting=${sitting} found=${found} />
      ${kept.length > 0 && html`<${Select} id=${id + "-order"} label="Order of the factors" value=${order} onChange=${setOrder} empty=${null} choices=${[["given", "As given"], ["matters", "What you said matters most comes first"]]} />
        ${kept.length > 4 && html`<p class="ap-hint om-wideonly">${kept.length} options stand here: the table moves sideways.</p>`}
        <${Scroll} label="Balance sheet"><div class="om-sheet"><${CardTable} caption=${`${counts.assessed} of ${plural(counts.cells, "cell")} assessed`} columns=${["Factor", ...kept.map(x => x.label)]} rows=${[...factors.map(row), ...(noted ? [beside] : [])]} /></div><//>`}
      ${aside.length > 0 && html`<h5>Set aside, and why</h5><dl class="om-file">${aside.map(x => html`<${Group} key=${x.id}><dt>${x.label}</dt><dd>${bare(value.sifted[x.id]?.why) || "No reason written yet"}</dd><//>`)}</dl>`}
      <p><${Button} primary onClick=${() => go("reasoning")}>Go on to your reasoning<//></p>`;
  }

  const CellWords = ({cell, boxes}) => !isAssessed(cell) ? html`<span class="om-blank">Not assessed</span>`
    : html`<div>${BOXES.filter(k => bare(cell[k]) || k === "evidence" || k.startsWith("may")).map(k => html`<p class="om-said" key=${k}><strong>${boxes[k]}:</strong> ${bare(cell[k]) || html`<span class="om-quiet">nothing written</span>`}</p>`)}</div>`;

  function Unassessed({sitting, found}) {
    const {definition, counts, options, go} = sitting, blank = found.filter(x => x[0] === "not-assessed");
    if (!blank.length) return counts.cells ? html`<p><${Tag} tone="done">Every option has been looked at under every factor<//></p>` : html`<${Inset}><p>No option is left to weigh. Take one back under Options.</p><//>`;
    const labelOf = o => options.find(x => x.id === o).label;
    return html`<div class="om-first"><h5>Not assessed yet: ${blank.length} of ${plural(counts.cells, "cell")}</h5>
      <ul>${definition.factors.map(f => {
        const here = blank.filter(x => x[1] === f.id).map(x => x[2]);
        return here.length > 0 && html`<li key=${f.id}><${Button} plain onClick=${() => go("factors", f.id)}>${f.label}<//> <span>${here.length * definition.factors.length === counts.cells ? "No option looked at yet" : here.map(labelOf).join("; ")}</span></li>`; })}</ul></div>`;
  }

  function LookAgain({sitting, found}) {
    const {definition, options, go} = sitting, again = new Map();
    for (const [cue, f, o] of found) if (cue !== "not-assessed") again.set(`${f}|${o}`, [...(again.get(`${f}|${o}`) ?? []), CUE_WORDS[cue]]);
    if (!again.size) return null;
    const line = ([key, words]) => {
      const [f, o] = key.split("|"), factor = definition.factors.find(x => x.id === f), option = options.find(x => x.id === o);
      return html`<li key=${key}><${Button} plain onClick=${() => factor ? go("factors", f, null, o) : go("options")}>${option.label}${factor && `: ${factor.label.toLowerCase()}`}<//> <span>${sentence(words)}</span></li>`;
    };
    const all = [...again], rest = all.slice(SHOWN_AT_ONCE);
    return html`<div class="om-again"><h5>Worth another look</h5><p>Courts ask for the case for and against each realistic option, and where it is recorded.</p>
      <ul>${all.slice(0, SHOWN_AT_ONCE).map(line)}</ul>${rest.length > 0 && html`<${Fold} summary=${`${rest.length} more to look at`}>${() => html`<ul>${rest.map(line)}</ul>`}<//>`}</div>`;
  }

  // Reasoning: the conclusion, the other options, what would change it, and what is still to be found out.

  function Reasoning({sitting}) {
    const {definition, value, change, kept, counts, id, go, childLine} = sitting, {questions} = definition;
    const words = (key, label) => text => change(label, v => { v[key] = text; }, {merge: true});
    const others = kept.filter(x => x.id !== value.conclusion);
    const missing = counts.cells - counts.assessed;
    return html`<${Title}>Your reasoning<//>
      ${childLine && html`<p>${childLine}</p>`}
      ${missing > 0 && html`<${Inset}><p>${missing} of ${plural(counts.cells, "cell")} ${missing === 1 ? "is" : "are"} not assessed. You can reason all the same; say how you allow for what nobody has looked at. <${Button} plain onClick=${() => go("sheet")}>See which<//></p><//>`}
      <${Select} id=${id + "-conclusion"} label="Where does your reasoning arrive, for now?" hint="Leave this open until the writing has settled it." value=${value.conclusion} empty="Open"
        onChange=${x => change("where the reasoning arrives", v => { v.conclusion = x; })} choices=${[...kept.map(x => [x.id, x.label]), [MORE_THAN_ONE, "More than one plan for now"]]} />
      <${TextArea} id=${id + "-best"} label=${questions.best} rows=${7} value=${value.best} onInput=${words("best", "the conclusion")} hint="From early childhood to adulthood and beyond: safety, belonging, who will still be there. Say what the option costs as well as what it gives." />
      ${others.length > 0 && html`<h5>Each of the other realistic options</h5><p id=${id + "-other"}>${questions.other}.</p>`}
      ${others.map(o => html`<${TextArea} key=${o.id} id=${`${id}-other-${o.id}`} label=${o.label} about=${questions.other} rows=${2} value=${value.others[o.id] ?? ""}
        onInput=${text => change(`why not ${o.label}`, v => { v.others[o.id] = text; }, {merge: true})} />`)}
      <${TextArea} id=${id + "-change"} label=${questions.change} rows=${3} value=${value.change_mind} onInput=${words("change_mind", "what would change your mind")} hint="One fact, from one person, that would make you start again." />
      <${Unknowns} sitting=${sitting} />`;
  }

  function Unknowns({sitting}) {
    const {definition, value, change, options, kept, id, decision, say, focus} = sitting;
    const noted = [...kept.flatMap(o => definition.factors.map(f => ({key: o.id + f.id, text: bare(cellOf(value, f.id, o.id).not_yet_known), from: o.label, cite: `${o.label}, ${f.label.toLowerCase()}.`}))),
      ...value.notes.filter(x => x.sort === "question" || x.sort === "gap").map(x => ({key: x.id, text: bare(noteWords(x)), cite: `From “${x.source}”.`}))].filter(({text}) => text && !value.unknowns.some(x => x.what.includes(text)));
    const add = what => { const n = value.unknowns.length; change("add an unknown", v => { v.unknowns.push({id: `u${Date.now().toString(36)}`, what, who: "", by: {day: "", month: "", year: ""}}); }); focus(`#${CSS.escape(`${id}-u${n}-${what ? "who" : "what"}`)}`); };
    const remove = n => { change("remove an unknown", v => { v.unknowns.splice(n, 1); }); say("Removed. Undo brings it back."); focus("[data-om-unknown]"); };
    return html`<h5>${definition.questions.unknown}</h5>
      ${sitting.ownDay ? html`<${DateBoxes} id=${id + "-due"} legend="When is the decision due?" optional name="The date" value=${value.decide_by} onChange=${x => change("when the decision is due", v => { v.decide_by = x; }, {merge: true})} />`
        : decision && html`<p class="ap-hint">The decision is due on ${day(decision.date)} (${decision.name}).</p>`}
      ${!value.unknowns.length && html`<p>Nothing listed yet. A thing not known is no reason to stop; a thing not known that nobody owns is.</p>`}
      ${value.unknowns.map((_, n) => html`<${OneUnknown} key=${n} sitting=${sitting} n=${n} remove=${() => remove(n)} />`)}
      ${noted.length > 0 && html`<${Fold} summary=${`Bring over what you noted as not yet known (${noted.length})`}>${() => html`<ul class="om-noted">${noted.map(({key, text, from, cite}) => html`<li key=${key}>${text} <span class="ap-cite">${cite}</span>
        <${Button} plain about=${": " + text} onClick=${() => add(from ? `${text} (${from})` : text)}>Add to the list<//></li>`)}</ul>`}<//>`}
      <p><${Button} data-om-unknown="" onClick=${() => add("")}>Add something to find out<//></p>`;
  }

  function OneUnknown({sitting, n, remove}) {
    const {value, change, id, decision} = sitting, row = value.unknowns[n], own = `${id}-u${n}`, about = `item ${n + 1}`;
    const set = (key, words) => change(`${key === "by" ? "date" : key} of unknown ${n + 1}`, v => { v.unknowns[n][key] = words; }, {merge: true});
    const late = decision ? daysLate(row.by, decision.date, kit) : 0;
    return html`<div class="om-unknown"><div class="om-two">
        <${TextArea} id=${own + "-what"} label="What is not known?" about=${about} rows=${2} value=${row.what} onInput=${x => set("what", x)} />
        <${TextArea} id=${own + "-who"} label="Who will find out, and how?" about=${about} rows=${2} value=${row.who} onInput=${x => set("who", x)} /></div>
      <div class="ap-row"><${DateBoxes} id=${own + "-by"} legend="By when?" about=${about} hint="For example, 21 11 2025" name="The date" value=${row.by} onChange=${x => set("by", x)} />
        <${Button} about=${" " + about} onClick=${remove}>Remove<//></div>
      ${late > 0 && html`<p class="om-ask">That is ${plural(late, "day")} after the decision is due. Does the decision wait, or the answer come sooner?</p>`}</div>`;
  }

  /** One order for the whole visit; what is added later stands at the end. */
  function useOrder(ids) {
    const order = useRef(null);
    order.current ??= shuffled(ids, Math.random);
    order.current = [...order.current, ...ids.filter(x => !order.current.includes(x))];
    return order.current;
  }

  function childAtDecision(definition, story, decision) {
    const child = story?.people.find(x => x.id === definition.child);
    if (!child?.born || !decision) return "";
    const [years, months] = ageOn(child.born, decision.date);
    return `${child.name} will be ${plural(years, "year")} and ${plural(months, "month")} old on ${day(decision.date)} (${decision.name}).`;
  }

  return function OptionsMatrix({definition, material, value, change, say, id}) {
    const root = useRef(), focus = useFocus(root);
    const [place, setPlace] = useState({view: "options", factor: null}), [opened, setOpened] = useState(new Set());
    const named = choices(definition, material, value), order = useOrder(named.map(x => x.id));
    const options = [...named].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
    const [looked, setLooked] = useState(() => [...new Set(options.flatMap(x => x.legal[0]?.id ?? []))].slice(0, 2));
    const factorIds = definition.factors.map(x => x.id), ids = named.map(x => x.id), keptIds = weighable(ids, value);
    const kept = options.filter(x => keptIds.includes(x.id));
    const firstBlank = factor => kept.find(o => !isAssessed(cellOf(value, factor, o.id)))?.id ?? kept[0]?.id;
    const go = (view, factor = null, back = null, option = null) => {
      if (factor) setOpened(new Set([option ?? firstBlank(factor)]));
      setPlace({view, factor}); focus(back ?? "[data-om-title]");
    };
    const look = (chosen, stay) => { setLooked(chosen); if (!stay) go("facts"); };
    const step = material.case?.milestones.find(x => x.id === definition.decision), ownDay = !step, due = ownDay && readDate(value.decide_by);
    const decision = step ?? (due ? {date: due} : null);
    const sitting = {definition, material, value, change, say, id, focus, options, kept, go, look, looked, opened, setOpened, decision, ownDay,
      counts: progressCounts(factorIds, ids, value), childLine: childAtDecision(definition, material.case, step)};
    const factor = definition.factors.find(x => x.id === place.factor);
    const [, words] = VIEWS.find(([key]) => key === place.view);
    return html`<div class="om" ref=${root}>
      <${Views} label="Steps" views=${VIEWS} current=${place.view} onChange=${x => go(x)} />
      ${material.case && html`<${Fold} summary=${`The record: ${material.case.title}`}>${() => html`<${Record} story=${material.case} id=${id} />`}<//>`}
      <${BroughtIn} sitting=${sitting} />
      <div role="group" aria-label=${words}>
        ${place.view === "options" && html`<${Options} sitting=${sitting} />`}
        ${place.view === "factors" && (factor ? html`<${OneFactor} key=${factor.id} sitting=${sitting} factor=${factor} />` : html`<${Factors} sitting=${sitting} />`)}
        ${place.view === "facts" && html`<${Facts} sitting=${sitting} />`}
        ${place.view === "sheet" && html`<${Sheet} sitting=${sitting} />`}
        ${place.view === "reasoning" && html`<${Reasoning} sitting=${sitting} />`}
      </div></div>`;
  };
}
