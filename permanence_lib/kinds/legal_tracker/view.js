// A way through the law, step by step: what each date stands on, who tells the family, whose the delay is.
// Days travel as "2025-05-12"; a law's figures come with the material and never stand here.

const STANDS = {
  done: "Done, when it should have been", late: "Done, later than it should have been", due: "Still to come",
  unneeded: "Not needed here, and the reason is recorded", none: "I can find no record of it", cannot_tell: "Cannot tell, and why",
};
const WHY = {unneeded: "The reason, and where it is recorded", cannot_tell: "Why it cannot be told, and which record would say"};
const SIGNS = {done: "✓", late: "✓", due: "○", unneeded: "–", none: "?", cannot_tell: "?"};
const NOT_SAID = "Not looked at yet";
const MEASURES = ["indicator", "statistic", "watch"];
const BESIDE = {rule: "the date the rule sets", guidance: "the date in guidance", practice: "the date that practice expects", case_law: "the date in case law"};
const NOT_BEGUN = "no date can be counted yet: the step that starts the clock has none";
const NO_DATE = {day: "", month: "", year: ""};
const NO_ANSWER = {stands: "", why: "", expected: NO_DATE, happened: NO_DATE, papers: "", tells: "", blocker: "", whose: ""};

const at = iso => new Date(`${iso}T00:00:00Z`);
const shift = (iso, days) => new Date(+at(iso) + days * 86400000).toISOString().slice(0, 10);
const many = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
const capital = words => words.slice(0, 1).toUpperCase() + words.slice(1);
const blank = parts => !(parts?.day || parts?.month || parts?.year);
const first = (text, most) => text.length > most ? text.slice(0, most).replace(/\s+\S*$/, "") + "…" : text;

/** The day by which something is due. */
export function addTime(start, amount, unit, firstDayCounts, bankHolidays) {
  if (unit === "months") {
    const [year, month, day] = start.split("-").map(Number), last = new Date(Date.UTC(year, month + amount, 0));
    return `${last.toISOString().slice(0, 8)}${String(Math.min(day, last.getUTCDate())).padStart(2, "0")}`;
  }
  if (unit !== "working_days") return shift(start, amount * (unit === "weeks" ? 7 : 1) - (firstDayCounts ? 1 : 0));
  let day = firstDayCounts ? shift(start, -1) : start;
  for (let left = amount; left > 0;) {
    day = shift(day, 1);
    if (at(day).getUTCDay() % 6 && !bankHolidays.includes(day)) left -= 1;
  }
  return day;
}

/** 17 -> "2 weeks and 3 days"; under a fortnight in days. */
export function sayGap(days) {
  const n = Math.abs(days), weeks = Math.floor(n / 7), rest = n % 7;
  return weeks < 2 ? many(n, "day") : many(weeks, "week") + (rest ? ` and ${many(rest, "day")}` : "");
}

/** For every step of the author's: the day its clock starts, when it is due, what says so (law, typed), or why nothing does. */
export function reckon(definition, facts, steps, {readDate}) {
  const given = definition.paths.flatMap(path => path.steps), found = {};
  const day = parts => (parts && readDate(parts)) || "";
  const due = (step, law, starts) => {
    if (!law || !step.starts) return ["", "", ""];
    if (law.status === "enacted_not_commenced") return ["", "", "not in force on the date shown, so no date follows from it"];
    if (!law.amount || !law.unit) return ["", "", "the source gives no number of days, weeks or months"];
    if (!starts) return ["", "", NOT_BEGUN];
    const on = addTime(starts, law.amount, law.unit, step.first_day_counts, definition.bank_holidays), [from, to] = definition.years;
    const known = from <= +starts.slice(0, 4) && +on.slice(0, 4) <= to;
    return law.unit === "working_days" && !known ? ["", "", `bank holidays are known here only from ${from} to ${to}`] : [on, "law", ""];
  };
  const look = (step, via) => {
    if (found[step.id] || via.includes(step.id)) return found[step.id]?.due ?? "";
    const lead = given.find(x => x.id === step.starts), law = facts.find(x => x.id === step.law);
    const starts = !lead ? "" : step.counted_from === "expected" ? look(lead, [...via, step.id]) : day(steps[lead.id]?.happened);
    let [on, by, why] = due(step, law, starts);
    const typed = day(steps[step.id]?.expected);
    if (!on && typed) [on, by] = [typed, "typed"];
    found[step.id] = {id: step.id, starts, due: on, by, why};
    return on;
  };
  given.forEach(step => look(step, []));
  return given.map(step => found[step.id]);
}

/** How a step stands against its date, in words beside the rule; "" where there is no date. */
export function besideRule(status, due, by, happened, today) {
  const day = happened || today;
  if (!due || !day) return "";
  const law = by === "law", over = Math.round((at(day) - at(due)) / 86400000);
  const name = law && MEASURES.includes(status) ? "the measure" : law ? BESIDE[status] ?? "the date counted" : "the date expected";
  if (happened) return over ? `${sayGap(over)} ${over > 0 ? "after" : "before"} ${name}` : `on ${name}`;
  return over ? `on the day of writing, ${sayGap(over)} ${over > 0 ? "past" : "to go until"} ${name}` : `the day of writing is ${name}`;
}

/** When something is expected, and how that was found. */
export function sayDue(due, by, limit, firstDayCounts, {sayDate}) {
  if (!due) return "";
  const day = sayDate(at(due));
  return by === "typed" ? `${day}, as you entered it` : `${day}, counted: ${limit}${firstDayCounts ? ", the first day included" : ""}`;
}

export function view(kit) {
  const {html, useState, useRef, useMemo, TextArea, TextLine, Select, Radios, DateBoxes, Button, Details, Tag, Inset, Source, useFocus, sayDate, readDate, dateParts} = kit;

  const said = parts => readDate(parts) ? sayDate(at(readDate(parts))) : blank(parts) ? "" : `${["day", "month", "year"].map(x => String(parts[x] ?? "").trim() || "?").join("/")} (not a full date yet)`;
  const ownTitle = step => step.title.trim() || "A step of your own";
  /** The day in full; else as it was said ("Spring 2024"), which tells more than half a date. */
  const whenOf = event => readDate(event.when) ? said(event.when) : event.said_when || said(event.when);
  const moreOf = event => event.text.trim() !== event.title.trim() && event.text;

  /** Steps of a path in order, the participant's own where they put them. */
  function stepsOf(path, value) {
    const own = value.own.filter(x => x.path === path.id), shown = x => ({id: x.id, title: ownTitle(x), own: x});
    const ids = path.steps.map(x => x.id);
    return [...path.steps.flatMap(x => [{id: x.id, title: x.title, given: x}, ...own.filter(y => y.after === x.id).map(shown)]), ...own.filter(x => !ids.includes(x.after)).map(shown)];
  }

  function Ask({ask, sitting}) {
    const {value, change, id} = sitting, own = `${id}-ask-${ask.id}`;
    const set = (x, how) => change(`answer to “${first(ask.question, 40)}”`, v => { v.answers[ask.id] = x; }, how);
    if (ask.choices.length) return html`<${Radios} id=${own} legend=${ask.question} hint=${ask.hint} value=${value.answers[ask.id]} choices=${ask.choices.map(x => [x.id, x.words])} onChange=${x => set(x)} />`;
    return html`<${TextArea} id=${own} label=${ask.question} hint=${ask.hint} value=${value.answers[ask.id]} onInput=${x => set(x, {merge: true})} />`;
  }

  function Facts({step, material}) {
    const law = material.law.filter(x => x.id === step.law || step.also.includes(x.id)), official = x => x.link && html` <a href=${x.link} rel="noreferrer">Official page<span class="ap-vh">: ${x.name}</span></a>`;
    return html`${step.about && html`<p>${step.about}</p>`}
      ${law.map(x => html`<p key=${x.id} class="ap-source"><strong>${x.name}.</strong> ${x.words} ${capital(x.when)}. <span class="ap-cite">${capital(x.status_words)}. ${x.cite}.${x.note ? ` Note: ${x.note}` : ""}</span>${official(x)}${!x.settled && html` <${Tag}>not yet checked<//>`}</p>`)}
      ${material.judgments.filter(x => step.also.includes(x.id)).map(x => html`<${Source} key=${x.id} words=${x.words} cite=${`Case law. ${x.cite}.`} />`)}
      ${material.terms.filter(x => step.terms.includes(x.id)).map(x => html`<${Source} key=${x.id} words=${`${x.term}: ${x.words}`} cite=${`Glossary, as at ${sayDate(at(x.as_at))}.`} />`)}
      ${step.documents.length > 0 && html`<p class="ap-source">Papers to look for: ${step.documents.join("; ")}.</p>`}`;
  }

  /** An event that waits for a step: the participant says which, and nothing else moves. */
  function Waiting({event, sitting}) {
    const {definition, value, id} = sitting, [to, setTo] = useState("");
    const choices = definition.paths.flatMap(path => stepsOf(path, value).map(x => [x.id, x.title]));
    return html`<li><p dir="auto"><strong>${whenOf(event)}</strong> ${event.title}${moreOf(event) && html`<br />${event.text}`} <span class="ap-cite">From ${event.origin}</span></p>
      <div class="ap-row"><${Select} id=${`${id}-place-${event.id}`} label="Step it belongs to" about=${`: ${first(event.title, 50)}`} value=${to} choices=${choices} onChange=${setTo} />
      <${Button} off=${!to} about=${`: ${first(event.title, 50)}`} onClick=${() => sitting.place(event, to)}>Place it there<//></div></li>`;
  }

  function Placed({event, answer, step, sitting}) {
    const {change, say} = sitting, about = `: ${first(event.title, 50)}`, day = readDate(event.when);
    const takeDate = () => { change(`date of “${first(step.title, 40)}”`, v => { (v.steps[step.id] ??= structuredClone(NO_ANSWER)).happened = {day: event.when.day, month: event.when.month, year: event.when.year}; }); say("Its date is now the date of this step"); };
    const off = () => { change("taking an event off a step", v => { v.events = event.id.startsWith("case:") ? v.events.filter(x => x.id !== event.id) : v.events.map(x => x.id === event.id ? {...x, step: ""} : x); }); sitting.focus(`[id="${sitting.id}-${step.id}-title"]`); say("Taken off this step"); };
    return html`<div class="ap-inset"><p dir="auto"><strong>${whenOf(event)}</strong> ${event.title}${moreOf(event) && html`<br />${event.text}`} <span class="ap-cite">From ${event.origin}</span></p>
      <div class="ap-row">${day && day !== readDate(answer.happened) && html`<${Button} about=${about} onClick=${takeDate}>Use its date for this step<//>`}<${Button} about=${about} onClick=${off}>Take it off this step<//></div></div>`;
  }

  function Form({step, sitting}) {
    const {definition, material, value, change, say, id, close} = sitting, {words} = definition;
    const answer = value.steps[step.id] ?? NO_ANSWER, own = `${id}-${step.id}`, about = `: ${step.title}`, name = first(step.title, 40);
    const set = (part, label, x, how) => change(`${label} of “${name}”`, v => { (v.steps[step.id] ??= structuredClone(NO_ANSWER))[part] = x; }, how);
    const box = (part, label, hint) => html`<${TextArea} id=${`${own}-${part}`} label=${label} hint=${hint} about=${about} rows=${2} value=${answer[part]} onInput=${x => set(part, label.toLowerCase(), x, {merge: true})} />`;
    const alterOwn = (part, x, how) => change(`own step “${name}”`, v => { v.own.find(y => y.id === step.id)[part] = x; }, how);
    const remove = () => { close(); change(`step “${name}” removed`, v => { v.own = v.own.filter(x => x.id !== step.id); delete v.steps[step.id]; v.events = v.events.map(x => x.step === step.id ? {...x, step: ""} : x); }); say("Removed. Undo brings it back."); };
    const counted = sitting.found[step.id]?.by === "law", told = !step.given || step.given.who_tells || answer.tells;
    const siblings = step.own && definition.paths.find(x => x.id === step.own.path)?.steps;
    return html`<div class="lt-form" role="group" aria-label=${step.title}><h5 id=${own + "-title"} tabindex="-1">${step.given ? "What this step stands on" : "A step you added"}</h5>
      ${step.given && html`<${Facts} step=${step.given} material=${material} />`}
      ${step.own && html`<${TextLine} id=${own + "-name"} label="What this step is" value=${step.own.title} onInput=${x => alterOwn("title", x, {merge: true})} />
        <${Select} id=${own + "-after"} label="It comes after" value=${step.own.after} empty="The last step" choices=${siblings.map(x => [x.id, x.title])} onChange=${x => alterOwn("after", x)} />`}
      <${Radios} id=${own + "-stands"} legend="Where this step stands" about=${about} value=${answer.stands} choices=${Object.entries(STANDS)} onChange=${x => set("stands", "where it stands", x)} />
      ${(WHY[answer.stands] || answer.why) && box("why", WHY[answer.stands] ?? "Why")}
      <div class="ap-columns"><${DateBoxes} id=${own + "-happened"} legend="Date it happened" name="The date it happened" about=${about} value=${answer.happened} onChange=${x => set("happened", "date", x, {merge: true})} />
      <${DateBoxes} id=${own + "-expected"} legend=${counted ? "Another date that somebody fixed" : "Date expected"} name="The date expected" optional=${counted} about=${about} value=${answer.expected} onChange=${x => set("expected", "expected date", x, {merge: true})} /></div>
      ${value.events.filter(x => x.step === step.id).map(x => html`<${Placed} key=${x.id} event=${x} answer=${answer} step=${step} sitting=${sitting} />`)}
      ${box("papers", words.papers, words.papers_hint)}${told && box("tells", words.tells, words.tells_hint)}
      <div class="ap-columns">${box("blocker", words.blocker)}${box("whose", words.whose, words.whose_hint)}</div>
      <div class="ap-row"><${Button} primary about=${about} onClick=${close}>Close this step<//>${step.own && html`<${Button} about=${about} onClick=${remove}>Remove this step<//>`}</div></div>`;
  }

  /** The lines under a step's name: dates, how far from the rule and how hard it is, who holds it. */
  function Lines({step, sitting}) {
    const {definition, material, value, found} = sitting, answer = value.steps[step.id] ?? NO_ANSWER, reckoned = found[step.id];
    const law = step.given && material.law.find(x => x.id === step.given.law), typed = readDate(answer.expected) || "";
    const due = reckoned?.due ?? typed, by = reckoned?.by ?? "typed", happened = readDate(answer.happened) || "", today = answer.stands === "due" ? readDate(value.today) || "" : "";
    const beside = besideRule(law?.status, due, by, happened, today), entered = by === "law" && !blank(answer.expected) ? `; you entered ${said(answer.expected)}` : "";
    const expected = step.given ? sayDue(due, by, law?.limit_words, step.given.first_day_counts, kit) + (due ? entered : blank(answer.expected) ? "" : said(answer.expected)) : said(answer.expected);
    const [day, ...rest] = expected.split(",");
    const quiet = answer.stands === "unneeded" || answer.stands === "none";
    const follows = definition.paths.flatMap(x => x.steps).filter(x => x.starts === step.id && found[x.id].by === "law");
    return html`${(expected || happened || !blank(answer.happened)) && html`<p>${expected && html`<span>${step.given?.due_words ?? "Expected"} <strong>${day}</strong>${rest.map(x => `,${x}`)}</span>`}${!blank(answer.happened) && html`<span>Happened <strong>${said(answer.happened)}</strong></span>`}${beside && html`<span>${capital(beside)}</span>`}</p>`}
      ${law && !quiet && html`<p class="ap-meta">${!expected && reckoned.why ? html`<span>${capital(reckoned.why)}</span>` : ""}<span>${capital(law.status_words)}${!law.settled && html` <${Tag}>not yet checked<//>`}</span></p>`}
      ${answer.tells.trim() && html`<p dir="auto"><b>Tells the family:</b> ${answer.tells}</p>`}
      ${(answer.blocker.trim() || answer.whose.trim()) && html`<p dir="auto"><b>Held up:</b> ${answer.blocker} ${answer.whose.trim() ? html`<b>Whose:</b> ${answer.whose}` : html`<b>Nobody is named.</b>`}</p>`}
      ${follows.length > 0 && html`<p class="ap-meta">Starts the clock for ${follows.map(x => `${x.title} (${sayDate(at(found[x.id].due))})`).join("; ")}</p>`}`;
  }

  function Step({step, number, sitting}) {
    const {value, open, id} = sitting, answer = value.steps[step.id] ?? NO_ANSWER, isOpen = open === step.id, placed = value.events.filter(x => x.step === step.id).length;
    return html`<li class="lt-step" data-stands=${answer.stands}><span class="lt-dot" aria-hidden="true">${SIGNS[answer.stands] ?? ""}</span><div>
      <div class="lt-head"><${Button} plain id=${`${id}-${step.id}-open`} aria-expanded=${String(isOpen)} onClick=${() => isOpen ? sitting.close() : sitting.openStep(step.id)}>${number}. ${step.title}<//>
      <${Tag}>${STANDS[answer.stands] ?? NOT_SAID}<//>${placed > 0 && html` <${Tag}>${many(placed, "event")} placed<//>`}</div>
      <${Lines} step=${step} sitting=${sitting} />${isOpen && html`<${Form} step=${step} sitting=${sitting} />`}</div></li>`;
  }

  /** What can be placed: what was brought in, and what the case's record holds. */
  function ToPlace({sitting, ids}) {
    const {definition, material, value} = sitting, brought = value.events.filter(x => !ids.includes(x.step));
    const record = (material.case?.events ?? []).filter(x => definition.record.includes(x.id) && !value.events.some(y => y.id === `case:${x.id}`))
      .map(x => ({id: `case:${x.id}`, title: x.text, text: "", when: dateParts(x.date), said_when: "", origin: `the case record: ${x.source}`, step: ""}));
    const list = events => html`<ul class="lt-waiting">${events.map(x => html`<${Waiting} key=${x.id} event=${x} sitting=${sitting} />`)}</ul>`;
    return html`${brought.length > 0 && html`<${Details} summary=${`Brought in, not yet placed: ${many(brought.length, "event")}`} open>${list(brought)}<//>`}
      ${record.length > 0 && html`<${Details} summary=${`From the record: ${record.length} dated entr${record.length === 1 ? "y" : "ies"} that you can place`}>${list(record)}<//>`}`;
  }

  function Kept({ids, sitting}) {
    const lost = [...new Set([...Object.keys(sitting.value.steps), ...sitting.value.own.map(x => x.id)])].filter(x => !ids.includes(x));
    return lost.length > 0 && html`<p class="ap-hint">What you wrote on ${many(lost.length, "step")} that ${lost.length === 1 ? "is" : "are"} no longer here is kept, and stands on paper.</p>`;
  }

  return function LegalTracker({definition, material, value, change, say, id}) {
    const root = useRef(), focus = useFocus(root), [open, setOpen] = useState("");
    const found = useMemo(() => Object.fromEntries(reckon(definition, material.law, value.steps, kit).map(x => [x.id, x])), [value.steps]);
    const close = () => { setOpen(""); focus(`[id="${id}-${open}-open"]`); };
    const openStep = name => { setOpen(name); focus(`[id="${id}-${name}-title"]`); };
    const place = (event, step) => {
      change("placing an event on a step", v => {
        const kept = v.events.find(x => x.id === event.id && x.origin === event.origin) ?? v.events[v.events.push({...event}) - 1], answer = v.steps[step] ??= structuredClone(NO_ANSWER);
        kept.step = step;
        if (blank(answer.happened) && readDate(event.when)) answer.happened = {day: event.when.day, month: event.when.month, year: event.when.year};
      });
      say("Placed. The step is open."); openStep(step);
    };
    const add = path => { const name = `s${Math.max(0, ...value.own.map(x => +x.id.slice(1) || 0)) + 1}`; change("a step added", v => { v.own.push({id: name, path, title: "", after: ""}); }); openStep(name); };
    const sitting = {definition, material, value, change, say, id, focus, found, open, close, openStep, place};
    const paths = definition.paths.map(path => [path, stepsOf(path, value)]), ids = paths.flatMap(([, steps]) => steps.map(x => x.id));
    const person = material.followed ?? null, name = value.whose.trim() || (!material.case || person !== null ? person || "the child you follow" : material.case.people.find(x => x.id === definition.child)?.name.split(/\s+/)[0] ?? "the child");
    const now = () => change("the day of writing", v => { const d = new Date(); v.today = {day: String(d.getDate()), month: String(d.getMonth() + 1), year: String(d.getFullYear())}; });
    return html`<div class="lt" ref=${root}>
      <p>Whose path: <strong dir="auto">${name}</strong></p>
      <div class="lt-today"><${DateBoxes} id=${id + "-today"} legend="The day you are writing" name="The day of writing" hint="What is still to come is counted from this day." value=${value.today} onChange=${x => change("the day of writing", v => { v.today = x; }, {merge: true})} />${blank(value.today) && html`<${Button} onClick=${now}>Use today<//>`}</div>
      ${definition.opening.map(x => html`<${Ask} key=${x.id} ask=${x} sitting=${sitting} />`)}
      <${ToPlace} sitting=${sitting} ids=${ids} />
      ${!Object.keys(value.steps).length && html`<${Inset}><p>Open a step whose date you know. What follows from it is counted for you, and what cannot be counted says why.</p><//>`}
      ${paths.map(([path, steps]) => html`<section key=${path.id} aria-labelledby=${`${id}-path-${path.id}`}><h4 id=${`${id}-path-${path.id}`}>${path.title}</h4>${path.about && html`<p>${path.about}</p>`}
        <ol class="lt-path">${steps.map((x, n) => html`<${Step} key=${x.id} step=${x} number=${n + 1} sitting=${sitting} />`)}</ol>
        ${definition.own_steps && html`<p><${Button} about=${`: ${path.title}`} onClick=${() => add(path.id)}>Add a step<//></p>`}</section>`)}
      <p class="ap-hint">Days are counted from the day after the clock starts, unless it says otherwise. Working days leave out Saturdays, Sundays and bank holidays in England. Long is not the same as wrong: say what the time was for.</p>
      <${Kept} ids=${ids} sitting=${sitting} />
      ${definition.closing.length > 0 && html`<h4>Looking along the line</h4>`}${definition.closing.map(x => html`<${Ask} key=${x.id} ask=${x} sitting=${sitting} />`)}</div>`;
  };
}
