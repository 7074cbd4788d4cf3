// A reading log: a list of what is worth reading and where each stands, one reading open at a time, and what joins them.

const HOW_FAR = {"": "Not yet", dipped: "Dipped in", part: "Read the part named", all: "Read it all"};
const bare = text => String(text ?? "").replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "");
const counted = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

/** Under how many of the questions something stands. */
export const noted = (asked, notes) => asked.filter(name => bare(notes?.answers?.[name])).length;

/** Where one reading stands, in words: how far it was read, and how many notes there are. */
export function standing(asked, notes) {
  const count = noted(asked, notes), far = HOW_FAR[notes?.read || ""];
  return count ? `${far}; ${count} of ${counted(asked.length, "note")}` : far;
}

/** A length of time as one says it: 45 minutes, 1 hour, 1 hour 30 minutes. */
export function timeWords(minutes) {
  const hours = Math.floor(minutes / 60), rest = minutes % 60;
  return [hours && counted(hours, "hour"), (rest || !hours) && counted(rest, "minute")].filter(Boolean).join(" ");
}

export function view(kit) {
  const {html, useState, useRef, TextArea, Radios, Button, Details, Tag, Inset, useFocus} = kit;
  const FAR = ["", "dipped", "part", "all"];

  const whole = (items, words) => `${counted(items.length, words)}, about ${timeWords(items.reduce((sum, x) => sum + x.minutes, 0))} in all.`;
  const facts = (material, item) => material.readings.find(x => x.id === item.reading) ?? {title: item.reading, authors: "", year: "", cite: "", url: "", access: ""};
  const shortName = reading => reading.authors ? `${reading.authors} (${reading.year})` : reading.title;
  const begun = (log, item) => { const notes = log.value.notes[item.reading]; return !!(notes?.read || noted(log.asked, notes)); };
  const finished = (log, item) => { const notes = log.value.notes[item.reading]; return !!notes?.read && noted(log.asked, notes) === log.asked.length; };

  function Row({log, item}) {
    const reading = facts(log.material, item), about = `${log.id}-${item.reading}-about`;
    return html`<li data-item=${item.reading}><div><${Button} plain aria-describedby=${about} onClick=${() => log.open(item.reading)}>${reading.title}<//>
      <p class="ap-hint" id=${about}>${shortName(reading)}. About ${timeWords(item.minutes)}.</p></div>
      <${Tag} tone=${finished(log, item) ? "done" : ""}>${standing(log.asked, log.value.notes[item.reading])}<//></li>`;
  }

  function List({log}) {
    const {items} = log.definition, core = items.filter(x => x.level === "core"), further = items.filter(x => x.level !== "core");
    const next = core.find(x => !finished(log, x));
    return html`<h4 class="rg-title" tabindex="-1">Essential reading</h4>
      <p>${whole(core, "reading")} Take them in any order, and a part at a time if that is what the week allows.</p>
      <ul class="ap-tasks">${core.map(item => html`<${Row} key=${item.reading} log=${log} item=${item} />`)}</ul>
      ${next ? html`<p><${Button} primary onClick=${() => log.open(next.reading)}>${begun(log, next) ? "Go on with" : "Begin with"}: ${shortName(facts(log.material, next))}<//></p>`
        : html`<p>Every essential reading has its notes.</p>`}
      ${further.length > 0 && html`<h4>If you have time</h4><p class="ap-hint">A gift to yourself: it is not counted, and nothing later rests on it.</p>
        <ul class="ap-tasks">${further.map(item => html`<${Row} key=${item.reading} log=${log} item=${item} />`)}</ul>`}
      <${Together} log=${log} />`;
  }

  /** What was written under one question, reading after reading: the ground for the words that join them. */
  function Across({log, ask}) {
    const found = log.definition.items.filter(x => bare(log.value.notes[x.reading]?.answers?.[ask.id]));
    return found.length > 0 && html`<${Details} summary=${ask.question} about=${`, in ${counted(found.length, "reading")}`}>
      ${found.map(x => html`<div key=${x.reading}><h5>${shortName(facts(log.material, x))}</h5><blockquote dir="auto">${bare(log.value.notes[x.reading].answers[ask.id])}</blockquote></div>`)}<//>`;
  }

  function Together({log}) {
    const {definition, value, change, id} = log;
    if (!definition.synthesis.length) return null;
    const any = definition.items.some(x => noted(log.asked, value.notes[x.reading]));
    return html`<h4>Bringing the readings together</h4>
      ${any ? html`<p class="ap-hint">Your notes side by side, question by question:</p>${definition.ask.map(ask => html`<${Across} key=${ask.id} log=${log} ask=${ask} />`)}`
        : html`<p class="ap-hint">Once you have notes, they stand here side by side for you to draw on.</p>`}
      ${definition.synthesis.map(ask => html`<${TextArea} key=${ask.id} id=${`${id}-together-${ask.id}`} rows=${ask.lines} label=${ask.question} hint=${ask.hint} value=${value.synthesis[ask.id]}
        onInput=${words => change(`“${ask.question}”`, next => { next.synthesis[ask.id] = words; }, {merge: true})} />`)}`;
  }

  /** What it is, how to come by it, and why: beside the notes where there is room. */
  function Guide({item, reading}) {
    return html`<div class="rg-guide"><p><strong>Why it is worth the time.</strong> ${item.why}</p>
      ${reading.url && html`<p><a href=${reading.url} target="_blank" rel="noopener noreferrer">Open the reading<span class="ap-vh">: ${reading.title}</span> (in a new tab)</a></p>`}
      <dl>${item.pages && html`<dt>Which part</dt><dd>${item.pages}</dd>`}<dt>How long</dt><dd>About ${timeWords(item.minutes)}</dd>
        ${(item.get || reading.access) && html`<dt>How to get it</dt><dd>${item.get || reading.access}</dd>`}</dl>
      ${item.questions.length > 0 && html`<${Inset}><p><strong>While you read</strong></p><ul>${item.questions.map(x => html`<li key=${x}>${x}</li>`)}</ul><//>`}</div>`;
  }

  function NotesOn({log, item, reading}) {
    const {definition, value, change, id} = log, notes = value.notes[item.reading] ?? {read: "", answers: {}}, own = `${id}-${item.reading}`;
    const alter = (label, recipe, how) => change(label, next => { recipe(next.notes[item.reading] ??= {read: "", answers: {}}); }, how);
    const choices = FAR.filter(x => x !== "part" || item.pages || notes.read === "part").map(x => [x, HOW_FAR[x]]);
    return html`<div><${Radios} id=${`${own}-read`} inline legend="How far have you read?" value=${notes.read} choices=${choices} onChange=${x => alter(`how far you read ${reading.title}`, n => { n.read = x; })} />
      ${definition.ask.map(ask => html`<${TextArea} key=${ask.id} id=${`${own}-${ask.id}`} rows=${ask.lines} label=${ask.question} hint=${ask.hint} value=${notes.answers[ask.id]}
        onInput=${words => alter(`“${ask.question}”, ${shortName(reading)}`, n => { n.answers[ask.id] = words; }, {merge: true})} />`)}</div>`;
  }

  function OneReading({log, item}) {
    const {items} = log.definition, reading = facts(log.material, item), next = items[items.indexOf(item) + 1];
    return html`<p><${Button} plain onClick=${log.back}>Back to the list of readings<//></p>
      <h4 class="rg-title" tabindex="-1">${reading.title}</h4><p class="ap-hint">${reading.cite && `${reading.cite}.`}${item.level === "core" ? "" : " If you have time."}</p>
      <div class="rg-open"><${Guide} item=${item} reading=${reading} /><${NotesOn} log=${log} item=${item} reading=${reading} /></div>
      <div class="ap-row">${next && html`<${Button} primary onClick=${() => log.open(next.reading)}>Next: ${facts(log.material, next).title}<//>`}
        <${Button} primary=${!next} onClick=${log.back}>Back to the list of readings<//></div>`;
  }

  return function ReadingLog({definition, material, value, change, id}) {
    const root = useRef(), focus = useFocus(root), [at, setAt] = useState("");
    const open = name => { setAt(name); focus(".rg-title"); };
    const back = () => { setAt(""); focus(`[data-item="${CSS.escape(at)}"] button`); };
    const log = {definition, material, value, change, id, open, back, asked: definition.ask.map(x => x.id)};
    const item = definition.items.find(x => x.reading === at);
    return html`<div class="rg" ref=${root}>${item ? html`<${OneReading} key=${at} log=${log} item=${item} />` : html`<${List} log=${log} />`}</div>`;
  };
}
