// Two clocks on the screen: the record on its tracks, stretches to name, decisions to move. Days travel as "2025-05-12".

const MEASURES = ["indicator", "statistic", "watch"];
const TAGS = {purposeful: "Purposeful", avoidable: "Avoidable", cannot_tell: "Cannot tell"};
const MANY = 8;
const TICK = 76;   // pixels that the words of one mark on the line need
const TWO_YEARS = 731;
const TWENTY_YEARS = 7305;
const UNNAMED = "A stretch of your own";
const NOT_YET = "Not yet named";
const NO_THOUGHT = {cause: "", tag: "", cost: ""};

// ---- days and words, the same as in Python's model

const at = iso => new Date(`${iso}T00:00:00Z`);
const isoOf = day => day.toISOString().slice(0, 10);
const shift = (iso, days) => isoOf(new Date(+at(iso) + days * 86400000));
const gap = (from, to) => Math.round((at(to) - at(from)) / 86400000);
const many = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
const between = (least, x, most) => x < least ? least : x > most ? most : x;
const capital = words => words.slice(0, 1).toUpperCase() + words.slice(1);

function monthsOn(iso, months) {
  const [year, month, day] = iso.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return isoOf(new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate()))));
}

function monthsBetween(from, to) {
  const [a, b] = [from, to].map(iso => iso.split("-").map(Number));
  return (b[0] - a[0]) * 12 + b[1] - a[1] - (b[2] < a[2] ? 1 : 0);
}

function workingDaysOn(iso, amount, firstDayCounts, off) {
  let day = firstDayCounts ? shift(iso, -1) : iso;
  for (let left = amount; left > 0;) {
    day = shift(day, 1);
    if (at(day).getUTCDay() % 6 && !off.has(day)) left -= 1;
  }
  return day;
}

/** The day by which something is due. */
export function addTime(start, amount, unit, firstDayCounts, bankHolidays) {
  if (unit === "months") return monthsOn(start, amount);
  if (unit === "working_days") return workingDaysOn(start, amount, firstDayCounts, new Set(bankHolidays));
  return shift(start, amount * (unit === "weeks" ? 7 : 1) - (firstDayCounts ? 1 : 0));
}

/** 17 -> "2 weeks and 3 days"; under a fortnight in days. */
export function sayGap(days) {
  const n = Math.abs(days), weeks = Math.floor(n / 7), rest = n % 7;
  return weeks < 2 ? many(n, "day") : many(weeks, "week") + (rest ? ` and ${many(rest, "day")}` : "");
}

/** A wait as a part of the life so far; "" before birth. */
export function shareOfLife(born, since, until) {
  const start = since < born ? born : since;
  if (until <= born || until < start) return "";
  const lived = gap(born, until), waited = gap(start, until);
  if (lived < 14) return ofLife(waited, lived, "day");
  if (lived < 104 * 7) return ofLife(Math.floor(waited / 7), Math.floor(lived / 7), "week");
  return ofLife(monthsBetween(start, until), monthsBetween(born, until), "month");
}

function ofLife(waited, lived, unit) {
  if (waited < lived) return `${waited} of the first ${lived} ${unit}s of life`;
  return lived > 1 ? `all ${many(lived, unit)} of life so far` : `the whole first ${unit} of life`;
}

/** How a step stands against its date. A measure makes nobody late. */
export function standing(status, due, done, asOf) {
  const measure = MEASURES.includes(status), over = gap(due, done || asOf);
  if (over > 0) return `${measure ? "beyond the measure by" : "late by"} ${sayGap(over)}${done ? "" : " so far"}`;
  if (!done) return over === 0 ? "due that day" : `due in ${sayGap(over)}`;
  const met = measure ? "within the measure" : "met";
  return over === 0 ? `${met} on the last day` : `${met}, ${sayGap(over)} to spare`;
}

/** Where every decision falls; one not moved itself follows what it depends on, at the same distance. */
export function whatIf(decisions, moved) {
  const found = {}, byId = Object.fromEntries(decisions.map(d => [d.id, d]));
  const follow = d => {
    const lead = byId[d.depends_on];
    return lead && found[lead.id] ? shift(d.date, gap(lead.date, found[lead.id])) : d.date;
  };
  for (let waiting = decisions; waiting.length; waiting = waiting.filter(d => !found[d.id])) {
    const ready = waiting.filter(d => moved[d.id] || !d.depends_on || found[d.depends_on]);
    for (const d of ready.length ? ready : waiting) found[d.id] = moved[d.id] || follow(d);
  }
  return found;
}

/** A row for each marker so that none covers another: places in pixels, in order. */
export function spread(places, width) {
  const ends = [];
  return places.map(place => {
    let row = ends.findIndex(end => end <= place);
    if (row < 0) row = ends.length;
    ends[row] = place + width;
    return row;
  });
}

/** 0 -> A, 26 -> AA */
export const letter = n => (n >= 26 ? letter(Math.floor(n / 26) - 1) : "") + String.fromCharCode(65 + n % 26);

// ---- the record of one exercise

/** What does not depend on the answer: who the child is, the entries on their tracks, the planned decisions. */
function recordOf(definition, material) {
  const {case: story} = material, person = story?.people.find(p => p.id === definition.child);
  const happened = [...(story?.events ?? []), ...definition.given].sort((a, b) => a.date.localeCompare(b.date));
  const chosen = e => definition.given.includes(e) || [[definition.events, e.id], [definition.types, e.type]].every(([list, x]) => list === "all" || list.includes(x));
  const takes = (t, e) => t.events.includes(e.id) || t.types.includes(e.type) || !(t.events.length || t.types.length);
  const trackOf = e => (definition.tracks.find(t => takes(t, e)) ?? definition.tracks.at(-1)).id;
  const record = {
    definition, material, happened,
    name: definition.name || person?.name.split(/\s+/)[0] || "the child",
    born: definition.born || person?.born || null, strengths: person?.strengths ?? "",
    entries: happened.filter(chosen).map((e, n) => ({...e, number: n + 1, track: trackOf(e)})),
  };
  record.planned = Object.fromEntries(definition.decisions.map(d => [d.id, dayOf(record, d.planned, {})]).filter(([, day]) => day));
  record.ends = definition.record_ends && dayOf(record, definition.record_ends) || record.entries.at(-1)?.date || null;
  return record;
}

/** The day a moment falls on, as in the record or with other decided dates; null when nothing here has it. */
function dayOf({material, born, happened, planned}, when, decided = planned) {
  if (when.birth) return born;
  if (when.decision) return decided[when.decision] ?? null;
  if (when.milestone) return material.case?.milestones.find(m => m.id === when.milestone)?.date ?? null;
  return when.date ?? happened.find(e => e.id === when.event)?.date ?? null;
}

const floorOf = (record, d) => d.not_before && dayOf(record, d.not_before);
const leadOf = (record, d) => record.definition.decisions.find(x => x.id === d.depends_on);

function decisionsOf(record, value, readDate) {
  const {decisions} = record.definition, usable = {};
  for (const d of decisions) {
    const typed = readDate(value.moved[d.id] ?? {});
    if (typed && !notUsable(record, d, typed)) usable[d.id] = typed;
  }
  const plain = decisions.filter(d => record.planned[d.id]).map(d => ({id: d.id, date: record.planned[d.id], depends_on: d.depends_on}));
  return whatIf(plain, usable);
}

/** Why a real date cannot stand for a decision: "early", "far" or "". */
function notUsable(record, d, typed) {
  const floor = floorOf(record, d);
  if (floor && typed < floor) return "early";
  return record.planned[d.id] && Math.abs(gap(record.planned[d.id], typed)) > TWO_YEARS ? "far" : "";
}

function expectedOf(record, decided) {
  const facts = Object.fromEntries(record.material.law.map(f => [f.id, f]));
  return record.definition.milestones.filter(m => facts[m.law]).map((m, n) => {
    const law = facts[m.law], starts = dayOf(record, m.starts, decided);
    const due = starts && law.amount && law.unit && !m.not_applicable ? addTime(starts, law.amount, law.unit, m.first_day_counts, record.definition.bank_holidays) : null;
    return {letter: letter(n), milestone: m, law, starts, due, standing: standingOf(record, m, law, starts, due, decided)};
  });
}

function standingOf(record, m, law, starts, due, decided) {
  if (m.not_applicable) return `not applicable: ${m.not_applicable}`;
  if (law.status === "enacted_not_commenced") return "not applicable: not yet in force";
  if (!starts) return "cannot tell: the record does not say when its clock started";
  if (!due) return `cannot tell: ${m.no_record || "the source gives no number of days, weeks or months"}`;
  const done = m.met_by && dayOf(record, m.met_by, decided);
  if (!done && m.no_record) return `cannot tell: ${m.no_record}`;
  return standing(law.status, due, done, record.ends || due);
}

export function view(kit) {
  const {html, useState, useRef, useEffect, useMemo, TextArea, TextLine, Select, Radios, DateBoxes, Button, CardTable, Details, Tag, Group, useFocus,
    parseIso, sayDate, sayAge, readDate, dateParts, dateProblem} = kit;
  const say = iso => sayDate(parseIso(iso));

  /** A complaint as soon as three full boxes make no real day: nobody has to leave them first. */
  const notADay = (parts, name) => String(parts?.year ?? "").trim().length === 4 && parts.day && parts.month ? dateProblem(parts, name) : "";

  // -- words about one day or one stretch

  function ageOn({born}, day) {
    if (!born) return "";
    const days = gap(born, day);
    if (days === 0) return "newborn";
    return days > 0 && days < 14 ? many(days, "day") : sayAge(parseIso(born), parseIso(day));
  }

  /** "7 weeks old", "newborn", "5 weeks before birth" */
  const oldOn = (record, day) => ageOn(record, day) + (record.born && day > record.born ? " old" : "");

  const shareOn = ({born}, since, until) => born ? shareOfLife(born, since, until) : "";
  const dayAndAge = (record, day) => [say(day), ageOn(record, day)].filter(Boolean).join(", ");

  function stretchWords(record, start, end) {
    if (!start || !end) return "Choose where it begins and where it ends.";
    if (end < start) return `It ends on ${say(end)}, before it begins on ${say(start)}. Choose the two the other way round.`;
    const words = `${sayGap(gap(start, end))}, ${say(start)} to ${say(end)}.`, {born, name} = record;
    if (!born) return words;
    if (end <= born) return `${words} It began ${ageOn(record, start)} and ended ${end === born ? "at the birth" : ageOn(record, end)}.`;
    const ended = `${oldOn(record, end)} when it ended: ${shareOn(record, start, end)}.`;
    return start < born ? `${words} It began ${ageOn(record, start)}, and ${name} was ${ended}` : `${words} ${name} was ${oldOn(record, start)} when it began and ${ended}`;
  }

  /** The wait up to a day as a part of life; "" where nobody waits. */
  function waited(record, day) {
    const {waiting} = record.definition, since = waiting && dayOf(record, waiting.since);
    return since ? shareOn(record, since, day) : "";
  }

  function countWords(record, count) {
    const days = record.happened.filter(e => count.events.includes(e.id) || count.types.includes(e.type)).map(e => e.date);
    const when = day => !record.born ? say(day) : day > record.born ? `at ${ageOn(record, day)}` : ageOn(record, day);
    const times = days.length > MANY ? `the first ${when(days[0])}, the last ${when(days.at(-1))}` : days.map(when).join("; ");
    return days.length ? `${days.length} ${days.length === 1 ? count.one : count.many}: ${times}.` : `No ${count.many}.`;
  }

  function sentences(record) {
    const {born, ends, name, strengths, definition} = record, words = strengths ? [`${strengths}.`] : [], share = ends && waited(record, ends);
    if (born) words.push(`${name} was born on ${say(born)}.`);
    if (born && ends > born) words.push(`When this record ends, on ${say(ends)}, ${name} is ${oldOn(record, ends)}.`);
    if (share) words.push(`${capital(definition.waiting.words)}: ${share}.`);
    return [...words, ...definition.counts.map(count => countWords(record, count))];
  }

  // -- the chart

  /** The width of an element in pixels, kept up to date. */
  function useWidth() {
    const ref = useRef(), [width, set] = useState(720);
    useEffect(() => {
      const watcher = new ResizeObserver(([{contentRect}]) => set(Math.round(contentRect.width)));
      watcher.observe(ref.current);
      return () => watcher.disconnect();
    }, []);
    return [ref, width];
  }

  /** Where a day stands on the line, from 0 to 100. */
  const placeIn = ({first, last}, day) => between(0, 100 * gap(first, day) / Math.max(1, gap(first, last)), 100);
  const leftAt = (span, day) => ({left: `${placeIn(span, day)}%`});
  const barFrom = (span, from, to) => ({...leftAt(span, from), width: `${placeIn(span, to) - placeIn(span, from)}%`});

  function ticksIn(record, span, width) {
    const born = record.born ?? span.first, room = Math.max(3, Math.floor(width / TICK));
    const step = [1, 3, 6, 12, 24, 60].find(s => monthsBetween(span.first, span.last) / s < room) ?? 120, days = [];
    for (let n = Math.floor(monthsBetween(born, span.first) / step); days.length < 24; n += 1) {
      const day = monthsOn(born, n * step);
      if (day > span.last) break;
      if (day >= span.first) days.push({day, x: placeIn(span, day) * width / 100, words: tickWords(record, n * step)});
    }
    return days.map((tick, n) => width - tick.x > TICK ? tick : {...tick, atEnd: true, silent: n > 0 && tick.x - days[n - 1].x < 2 * TICK});
  }

  function tickWords({born}, months) {
    if (!born) return "";
    if (!months) return "Birth";
    const n = Math.abs(months), words = n % 12 ? many(n, "month") : many(n / 12, "year");
    return months < 0 ? `−${words}` : words;
  }

  const monthOf = iso => say(iso).replace(/^\d+ (\w{3})\w*/, "$1");
  const Lines = ({ticks, span, born}) => ticks.map(t => html`<i key=${t.day} class=${"dt-line" + (t.day === born ? " dt-birth" : "")} style=${leftAt(span, t.day)}></i>`);
  const Lane = ({name, under, rows = 1, span, ticks, born, children}) => html`<div class="dt-lane"><div class="dt-name">${name}${under && html`<span class="dt-under">${under}</span>`}</div>
    <div class="dt-track" style=${{height: `${Math.max(3, rows * 1.9 + .9)}rem`}}><${Lines} ticks=${ticks} span=${span} born=${born} />${children}</div></div>`;

  const Axis = ({record, span, ticks}) => html`<div class="dt-lane dt-axis"><div class="dt-name">${record.born ? `${record.name}’s age` : "The calendar"}<span class="dt-under">${record.born && "The calendar"}</span></div>
    <div class="dt-track">${ticks.map(t => html`<div key=${t.day} class=${"dt-tick" + (t.day === record.born ? " dt-birth" : "") + (t.atEnd ? " dt-end-tick" : "")} style=${leftAt(span, t.day)}>${!t.silent && html`<b>${t.words}</b><span>${monthOf(t.day)}</span>`}</div>`)}</div></div>`;

  /** Markers on one lane, set on as many rows as they need. */
  function laid(marks, span, width) {
    const sorted = [...marks].sort((a, b) => a.day.localeCompare(b.day)), rows = spread(sorted.map(m => placeIn(span, m.day) * width / 100), 30);
    return {rows: Math.max(1, ...rows.map(r => r + 1)), marks: sorted.map((m, n) => ({...m, row: rows[n]}))};
  }

  function MarkLane({name, marks, span, width, ticks, born, square, current, onPick}) {
    const {rows, marks: placed} = laid(marks, span, width);
    return html`<${Lane} name=${name} rows=${rows} span=${span} ticks=${ticks} born=${born}>${placed.map(m => html`<div key=${m.key} title=${m.title} onClick=${onPick && (() => onPick(m.key))}
      class=${"dt-dot" + (square ? " dt-square" : "") + (m.own ? " dt-own" : "") + (m.key === current ? " dt-current" : "")} style=${{...leftAt(span, m.day), top: `${m.row * 1.9 + .5}rem`}}>${m.text}</div>`)}<//>`;
  }

  function spanOf(days) {
    const found = days.filter(Boolean).sort();
    return found.length ? {first: shift(found[0], -7), last: shift(found.at(-1), 7)} : null;
  }

  const stretchesOf = (record, value, choose) => [
    ...record.definition.stretches.map(s => ({...s, from: dayOf(record, s.start), to: dayOf(record, s.end), thought: value.stretches[s.id] ?? NO_THOUGHT})),
    ...value.own_stretches.map(s => ({...s, own: true, from: choose(s.start), to: choose(s.end), thought: s})),
  ];

  /** One line of time for the record, the steps expected and the stretches; a point decades away would squash it. */
  function recordSpan(record, expected, stretches, points) {
    const near = day => day && Math.abs(gap(record.entries[0]?.date ?? record.born ?? day, day)) < TWENTY_YEARS;
    const days = [...points.map(p => p.day), ...stretches.flatMap(s => [s.from, s.to])].filter(near);
    return spanOf([...record.entries.map(e => e.date), record.born, ...expected.map(x => x.due), ...days]);
  }

  /** What is left of a chart's width for its line: beside the names, or under them where it is narrow. */
  const lineWidth = width => Math.max(120, width < 560 ? width - 40 : width - 216);

  function TwoClocks({record, expected, span, points, current, onPick}) {
    const [ref, full] = useWidth(), {tracks} = record.definition, own = points.filter(p => p.day && span && p.day >= span.first && p.day <= span.last);
    if (!span) return html`<p class="ap-hint" ref=${ref}>No dates yet. The two clocks appear with the first date you add.</p>`;
    const width = lineWidth(full), ticks = ticksIn(record, span, width), shared = {span, ticks, width, born: record.born};
    const marksOn = track => [...record.entries.filter(e => e.track === track.id).map(e => ({key: e.id, day: e.date, text: e.number, title: `${e.number}. ${dayAndAge(record, e.date)}: ${e.text}`})),
      ...own.filter(p => p.track === track.id).map(p => ({key: p.id, own: true, day: p.day, text: "+", title: `${dayAndAge(record, p.day)}: ${p.label}`}))];
    return html`<div class="dt-chart" ref=${ref} role="group" aria-label=${`The two clocks: ${record.name}’s age and the record on one line. The tables below give the same dates.`}><div aria-hidden="true">
      <${Axis} record=${record} ...${shared} />
      ${tracks.map(t => html`<${MarkLane} key=${t.id} name=${t.label} marks=${marksOn(t)} current=${current} onPick=${onPick} ...${shared} />`)}
      <${ExpectedLane} expected=${expected} ...${shared} />
    </div></div>`;
  }

  function ExpectedLane({expected, ...line}) {
    const marks = expected.filter(x => x.due).map(x => ({key: x.letter, day: x.due, text: x.letter, title: `${x.letter}. ${x.law.name}, ${say(x.due)}`}));
    return marks.length > 0 && html`<${MarkLane} name="Expected by" square marks=${marks} ...${line} />`;
  }

  function StretchChart({record, span, stretches}) {
    const [ref, full] = useWidth(), drawn = stretches.filter(s => s.from && s.to && s.from <= s.to);
    const ticks = drawn.length ? ticksIn(record, span, lineWidth(full)) : [];
    return html`<div class="dt-chart" ref=${ref} hidden=${!drawn.length} role="group" aria-label="The stretches of time on a line. The list below gives the same dates and names."><div aria-hidden="true">
      <${Axis} record=${record} span=${span} ticks=${ticks} />
      ${drawn.map(s => html`<${Lane} key=${s.id} name=${s.label || UNNAMED} under=${TAGS[s.thought.tag] ?? NOT_YET} span=${span} ticks=${ticks} born=${record.born}>
        <div class=${`dt-bar dt-${s.thought.tag || "unnamed"}`} style=${barFrom(span, s.from, s.to)}></div><//>`)}
    </div></div>`;
  }

  function Reading({record, current, onPick, say: aloud}) {
    const {entries} = record, n = Math.max(0, entries.findIndex(e => e.id === current)), entry = entries[n];
    if (!entry) return null;
    const go = step => { const next = entries[n + step]; onPick(next.id); aloud(`${next.number} of ${entries.length}. ${dayAndAge(record, next.date)}. ${next.text}`, 0); };
    return html`<div class="dt-reading" role="group" aria-label="Read the entries in order">
      <div class="ap-row"><${Button} off=${n === 0} onClick=${() => go(-1)}>Earlier entry<//><${Button} off=${n === entries.length - 1} onClick=${() => go(1)}>Next entry<//>
        <span class="ap-hint">${entry.number} of ${entries.length}</span></div>
      <p class="dt-when"><strong>${say(entry.date)}</strong>${record.born && html` <span>${oldOn(record, entry.date)}</span>`}</p>
      <p dir="auto">${entry.text}${entry.source && html` <span class="ap-cite">${entry.source}</span>`}</p>
      ${entry.child_voice && html`<blockquote dir="auto">${entry.child_voice}</blockquote>`}</div>`;
  }

  const EntryTable = ({record, points}) => html`<${Details} summary="Every date as a table"><${CardTable} caption="Every entry, with the age beside it" columns=${["Date", "Age", "Track", "Entry", "Said or showed"]}
    rows=${[...record.entries.map(e => ({key: e.id, day: e.date, head: `${e.number}. ${say(e.date)}`, cells: [ageOn(record, e.date), trackLabel(record, e.track), html`${e.text} <span class="ap-cite">${e.source}</span>`, e.child_voice ?? ""]})),
      ...points.filter(p => p.day).map(p => ({key: p.id, day: p.day, head: say(p.day), cells: [ageOn(record, p.day), trackLabel(record, p.track), `${p.label} (added by you)`, ""]}))].sort((a, b) => a.day.localeCompare(b.day))} /><//>`;
  const trackLabel = ({definition}, id) => definition.tracks.find(t => t.id === id)?.label ?? "";

  // -- the system's clock

  function LawWords({law}) {
    const due = law.review_by && law.review_by < isoOf(new Date());
    return html`${law.words} <strong>${capital(law.status_words)}.</strong> <span class="ap-cite">${law.link ? html`<a href=${law.link} rel="noreferrer">${law.cite}</a>` : law.cite}</span>
      ${due && html` <${Tag}>due for checking since ${say(law.review_by)}<//>`}`;
  }

  const SystemClock = ({expected}) => expected.length > 0 && html`<h4>The system’s clock</h4>
    <${CardTable} caption="What is expected, by when, and how it stands" columns=${["Step", "What it says", "Clock starts", "Due", "How it stands"]}
      rows=${expected.map(x => ({key: x.letter, head: `${x.letter}. ${x.law.name}`, cells: [html`<${LawWords} law=${x.law} />`, x.starts ? say(x.starts) : "Not in the record",
        x.due ? `${say(x.due)} (${x.law.limit_words}${x.milestone.first_day_counts ? ", the first day counted" : ""})` : "No date", html`<strong>${capital(x.standing)}.</strong> ${x.milestone.note}`]}))} />
    <p class="ap-hint">Counted from the day after the clock starts, unless it says otherwise. Working days leave out Saturdays, Sundays and bank holidays in England.</p>`;

  // -- stretches

  /** What a stretch of one's own may begin or end with, in the order of the days. */
  function refsOf(record, points) {
    const dated = [...record.entries.map(e => [e.id, e.date, e.text]), ...(record.born ? [["birth", record.born, `${record.name} is born`]] : []), ...points.filter(p => p.day).map(p => [p.id, p.day, p.label])];
    return dated.sort((a, b) => a[1].localeCompare(b[1])).map(([key, day, words]) => [key, `${say(day)}: ${words.length > 60 ? `${words.slice(0, 59)}…` : words}`]);
  }

  function ThoughtFields({id, name, about, thought, set}) {
    return html`<${TextArea} id=${id + "-cause"} label="What caused it, and how do you know?" about=${about} rows=${2} value=${thought.cause} onInput=${x => set("cause", x)} />
      <${Radios} id=${id + "-tag"} legend="What was this time?" about=${about} hint="If one part was one thing and one part another, add a stretch of your own for each." value=${thought.tag} onChange=${x => set("tag", x)}
        choices=${[["purposeful", `Purposeful: it did something for ${name} that could not be done faster`], ["avoidable", "Avoidable: it could have been shorter, and nothing good would have been lost"], ["cannot_tell", "Cannot tell from this record"]]} />
      <${TextArea} id=${id + "-cost"} label=${`What did it cost ${name}?`} about=${about} hint="What was learned, missed, begun or broken meanwhile, by the child’s own clock" rows=${2} value=${thought.cost} onInput=${x => set("cost", x)} />`;
  }

  const isThought = ({tag, cause, cost}) => Boolean(tag || cause || cost);

  function Stretch({record, stretch: s, id, open, onToggle, set, children}) {
    const label = s.label || UNNAMED;
    return html`<li class="dt-stretch" id=${id}><div class="dt-stretch-head"><h5 dir="auto">${label}</h5><${Tag}>${TAGS[s.thought.tag] ?? NOT_YET}<//></div>
      <p class="dt-facts">${stretchWords(record, s.from, s.to)}</p>
      <${Button} onClick=${onToggle} aria-expanded=${String(open)} aria-controls=${id + "-fields"} about=${label}>${open ? "Close" : isThought(s.thought) ? "Read or change" : "Think about it"}<//>
      <div id=${id + "-fields"} hidden=${!open}>${open && html`${children}<${ThoughtFields} id=${id} name=${record.name} about=${label} thought=${s.thought} set=${set} />`}</div></li>`;
  }

  function Stretches({record, stretches, chart, change, id, refs, focus}) {
    const [open, setOpen] = useState(() => new Set(stretches.some(s => isThought(s.thought)) ? [] : stretches.slice(0, 1).map(s => s.id)));
    const toggle = key => setOpen(old => { const next = new Set(old); if (!next.delete(key)) next.add(key); return next; });
    const write = s => (field, x) => change(s.label || "your stretch", v => {
      if (s.own) Object.assign(v.own_stretches.find(o => o.id === s.id), {[field]: x});
      else v.stretches[s.id] = {...NO_THOUGHT, ...v.stretches[s.id], [field]: x};
    }, {merge: field !== "tag"});
    const add = () => { const key = `s${Date.now().toString(36)}`; change("add a stretch", v => { v.own_stretches.push({id: key, label: "", start: "", end: "", ...NO_THOUGHT}); }); setOpen(old => new Set(old).add(key)); focus(`#${id}-${key}-label`); };
    const drop = s => { change(`remove ${s.label || "your stretch"}`, v => { v.own_stretches = v.own_stretches.filter(o => o.id !== s.id); }); focus(`#${id}-add-stretch`); };
    return html`<h4>What the time was for</h4>${chart}
      <ul class="dt-stretches">${stretches.map(s => html`<${Stretch} key=${s.id} record=${record} stretch=${s} id=${`${id}-${s.id}`} open=${open.has(s.id)} onToggle=${() => toggle(s.id)} set=${write(s)}>
        ${s.own && html`<${TextLine} id=${`${id}-${s.id}-label`} label="A name for this stretch" value=${s.label} onInput=${x => write(s)("label", x)} />
          <div class="ap-columns"><${Select} id=${`${id}-${s.id}-start`} label="It begins with" value=${s.start} choices=${refs} onChange=${x => write(s)("start", x)} />
          <${Select} id=${`${id}-${s.id}-end`} label="It ends with" value=${s.end} choices=${refs} onChange=${x => write(s)("end", x)} /></div>
          <p><${Button} onClick=${() => drop(s)} about=${s.label}>Remove this stretch<//></p>`}<//>`)}</ul>
      ${record.definition.own_stretches && html`<p><${Button} id=${`${id}-add-stretch`} onClick=${add}>Add a stretch of your own<//></p>`}`;
  }

  function Points({record, value, change, id, focus}) {
    const add = () => { const key = `p${Date.now().toString(36)}`; change("add a date", v => { v.points.push({id: key, label: "", track: record.definition.tracks[0].id, date: {day: "", month: "", year: ""}}); }); focus(`#${id}-${key}-label`); };
    const write = (p, label, field, x) => change(label, v => { v.points.find(o => o.id === p.id)[field] = x; }, {merge: true});
    const drop = p => { change(`remove ${p.label || "a date"}`, v => { v.points = v.points.filter(o => o.id !== p.id); }); focus(`#${id}-add-point`); };
    return html`<h4>Dates of your own</h4><p>A step in ${record.name}’s life, or a date of the system, that the record leaves out and you think belongs here.</p>
      ${value.points.map((p, n) => { const about = p.label || `date ${n + 1}`; return html`<div class="dt-point" key=${p.id} role="group" aria-label=${`Your own date ${n + 1}`}>
        <${TextLine} id=${`${id}-${p.id}-label`} label="What belongs here" about=${`(${n + 1})`} value=${p.label} onInput=${x => write(p, "your own date", "label", x)} />
        <${DateBoxes} id=${`${id}-${p.id}-date`} legend="When" about=${about} value=${p.date} error=${notADay(p.date, "The date")} onChange=${x => write(p, "the date of your own", "date", x)} />
        ${record.definition.tracks.length > 1 && html`<${Select} id=${`${id}-${p.id}-track`} label="On which line" about=${about} empty=${null} value=${p.track} choices=${record.definition.tracks.map(t => [t.id, t.label])} onChange=${x => write(p, "the line of your own date", "track", x)} />`}
        <p><${Button} onClick=${() => drop(p)} about=${about}>Remove<//></p></div>`; })}
      <p><${Button} id=${`${id}-add-point`} onClick=${add}>Add a date of your own<//></p>`;
  }

  // -- what if

  const KEYS = {ArrowRight: 7, ArrowUp: 7, ArrowLeft: -7, ArrowDown: -7, PageUp: 28, PageDown: -28};

  /** The line on which decisions move: it stays as it is while they do. */
  function reachOf(record, expected) {
    const floors = record.definition.decisions.map(d => floorOf(record, d));
    const span = spanOf([...Object.values(record.planned), ...floors, ...expected.map(x => x.due), record.born]);
    return span && {first: span.first, last: shift(span.last, 182)};
  }

  function limitsOf(record, d, span) {
    const floor = floorOf(record, d) || span.first;
    const ends = [shift(record.planned[d.id], -TWO_YEARS), shift(record.planned[d.id], TWO_YEARS)];
    return {least: floor > ends[0] ? floor : ends[0], most: span.last < ends[1] ? span.last : ends[1]};
  }

  function changeWords(planned, now) {
    const days = gap(planned, now);
    return days ? `${sayGap(days)} ${days > 0 ? "later" : "earlier"} than in the record` : "as in the record";
  }

  const decisionWords = (record, d, now) => `${[say(now), oldOn(record, now)].filter(Boolean).join(", ")}; ${changeWords(record.planned[d.id], now)}`;

  /** What the wait comes to by a day, and what one week is in it. */
  function costWords(record, day) {
    const share = waited(record, day);
    const weeks = share ? Math.floor(gap(record.born, day) / 7) : 0;
    return share && `Waiting by then: ${share}.${weeks >= 4 ? ` Each week moved is one of those ${weeks}.` : ""}`;
  }

  /** What is wrong with the date of a decision, in words; "" when nothing is. */
  function decisionProblem(record, d, typed, decided) {
    const iso = readDate(typed ?? {}), why = iso && notUsable(record, d, iso), kept = `The chart keeps ${say(decided[d.id])}.`;
    if (notADay(typed, "This date")) return `${notADay(typed, "This date")}. ${kept}`;
    const floor = floorOf(record, d);
    if (why === "early" && floor === record.born && d.not_before.birth) return `This cannot come before ${record.name} was born, on ${say(floor)}. ${kept}`;
    if (why === "early") return `This cannot come before ${say(floor)}${whatHappened(record, d.not_before)}. ${kept}`;
    if (why === "far") return `${say(iso)} is more than two years from the date in the record. Check the year. ${kept}`;
    const lead = leadOf(record, d);
    return lead && decided[lead.id] > decided[d.id] ? `This now comes before “${lead.label}”, which it waits for. Move one of the two.` : "";
  }

  function whatHappened(record, when) {
    const entry = record.happened.find(e => e.id === when.event), step = record.material.case?.milestones.find(m => m.id === when.milestone);
    return entry ? ` (${entry.source || entry.text})` : step ? ` (${step.name})` : "";
  }

  function Mover({record, decision: d, now, span, width, problem, move, describedBy}) {
    const {least, most} = limitsOf(record, d, span), held = useRef(null);
    const key = e => {
      const step = KEYS[e.key], days = e.shiftKey ? Math.sign(step) : step;
      if (step) { e.preventDefault(); move(shift(now, days)); }
      else if (e.key === "Home" || e.key === "End") { e.preventDefault(); move(e.key === "Home" ? least : most); }
    };
    const grab = e => { e.preventDefault(); e.currentTarget.focus(); e.currentTarget.setPointerCapture(e.pointerId); held.current = {x: e.clientX, from: now}; };
    const drag = e => {
      if (!held.current) return;
      const days = Math.round((e.clientX - held.current.x) / width * gap(span.first, span.last)), day = shift(held.current.from, days);
      if (day !== now) move(day);
    };
    const drop = () => { held.current = null; };
    return html`<div class="dt-move" role="slider" tabindex="0" aria-label=${d.label} aria-orientation="horizontal" aria-describedby=${describedBy} aria-invalid=${problem ? "true" : undefined}
      aria-valuemin="0" aria-valuemax=${gap(least, most)} aria-valuenow=${gap(least, between(least, now, most))} aria-valuetext=${decisionWords(record, d, now)}
      style=${leftAt(span, now)} onKeyDown=${key} onPointerDown=${grab} onPointerMove=${drag} onPointerUp=${drop} onPointerCancel=${drop}></div>`;
  }

  function MoverLane({record, decision: d, decided, span, width, ticks, number, ...rest}) {
    const planned = record.planned[d.id], now = decided[d.id], [from, to] = [planned, now].sort();
    return html`<${Lane} name=${html`<span aria-hidden="true">${number}. ${d.label}</span>`} rows=${1.3} span=${span} ticks=${ticks} born=${record.born}>
      <div class="dt-shift" style=${barFrom(span, from, to)}></div><div class="dt-ghost" style=${leftAt(span, planned)}></div>
      <${Mover} record=${record} decision=${d} now=${now} span=${span} width=${width} ...${rest} /><//>`;
  }

  /** The expected steps that turn on a decision, as they would stand with its date. */
  const turnsOn = (expected, d) => expected.filter(x => x.due && [x.milestone.met_by, x.milestone.starts].some(when => when?.decision === d.id)).map(x => `${x.law.name} (${x.letter}), due ${say(x.due)}: ${x.standing}.`);

  function DecisionFields({record, expected, decision: d, number, decided, value, problem, move, id, change}) {
    const now = decided[d.id], typed = value.moved[d.id], given = typed && Object.values(typed).some(x => x);
    const lead = leadOf(record, d);
    const put = x => change(`the date of “${d.label}”`, v => { v.moved[d.id] = x; }, {merge: true});
    return html`<div class="dt-decision"><div><h5>${number}. ${d.label}</h5>
      <p><strong>${say(now)}</strong>, ${changeWords(record.planned[d.id], now)}. ${record.born && `${record.name}: ${oldOn(record, now)}.`} ${costWords(record, now)}</p>${turnsOn(expected, d).map(words => html`<p key=${words}>${words}</p>`)}
      ${lead && !given && html`<p class="ap-hint">Follows “${lead.label}” at the same distance until you give it a date of its own.</p>`}</div><div>
      <${DateBoxes} id=${`${id}-when-${d.id}`} legend="What if it were" about=${d.label} value=${given ? typed : dateParts(now)} error=${problem} onChange=${put} />
      <div class="ap-row"><${Button} about=${d.label} onClick=${() => move(shift(now, -7))}>A week earlier<//><${Button} about=${d.label} onClick=${() => move(shift(now, 7))}>A week later<//>
        <${Button} off=${!given} about=${d.label} onClick=${() => change(`put back “${d.label}”`, v => { delete v.moved[d.id]; })}>Put back<//></div></div></div>`;
  }

  function WhatIf({record, expected, decided, value, change, say: aloud, id}) {
    const [ref, full] = useWidth(), {definition} = record, known = definition.decisions.filter(d => decided[d.id]);
    const span = useMemo(() => reachOf(record, expectedOf(record, record.planned)), [record]);
    const width = lineWidth(full), ticks = useMemo(() => span ? ticksIn(record, span, width) : [], [record, span, width]);
    const mover = d => iso => {
      const {least, most} = limitsOf(record, d, span), day = between(least, iso, most);
      if (day === decided[d.id]) { aloud(`${d.label} is at the end of its line, ${say(day)}`, 0); return; }
      change(`move “${d.label}”`, v => { v.moved[d.id] = dateParts(day); }, {merge: true});
      aloud(`${d.label}: ${decisionWords(record, d, day)}`);
    };
    const props = known.map((d, n) => ({decision: d, number: n + 1, problem: decisionProblem(record, d, value.moved[d.id], decided), move: mover(d)}));
    return html`<h4>What if</h4><p>Move a date and see what moves with it. These are the dates there would be, not what would have happened.</p>
      <p class="ap-hint" id=${id + "-keys"}>Drag a handle, use the buttons, type a date, or press the left and right arrow keys on a handle: one week; with Shift one day; Page Up and Page Down four weeks; Home and End go to the ends.</p>
      <div class="dt-chart" ref=${ref} role="group" aria-label="Decisions on a line. The text and the table below give the same dates."><div aria-hidden="true"><${Axis} record=${record} span=${span} ticks=${ticks} />
        <${ExpectedLane} expected=${expected} span=${span} ticks=${ticks} width=${width} born=${record.born} /></div>
        ${props.map(p => html`<${MoverLane} key=${p.decision.id} record=${record} decided=${decided} span=${span} width=${width} ticks=${ticks} describedBy=${id + "-keys"} ...${p} />`)}</div>
      <div class="dt-decisions">${props.map(p => html`<${DecisionFields} key=${p.decision.id} record=${record} expected=${expected} decided=${decided} value=${value} change=${change} id=${id} ...${p} />`)}</div>
      <${Details} summary="The dates tried, as a table"><${CardTable} caption="Decisions and the dates tried" columns=${["Decision", "In the record", "What if", "Age", "Change"]}
        rows=${known.map((d, n) => ({key: d.id, head: `${n + 1}. ${d.label}`, cells: [say(record.planned[d.id]), say(decided[d.id]), `${ageOn(record, decided[d.id])}. ${costWords(record, decided[d.id])}`, changeWords(record.planned[d.id], decided[d.id])]}))} />
      <//>
      <${TextArea} id=${id + "-what-if"} label=${definition.what_if_question} value=${value.what_if} onInput=${x => change("your thoughts on the dates", v => { v.what_if = x; }, {merge: true})} />`;
  }

  // -- evidence and the end

  function Evidence({material}) {
    const known = material.evidence.filter(e => e.confidence === "verified");
    if (!known.length) return null;
    return html`<${Details} summary="What is known about groups of children, and what it cannot tell you">${known.map(e => html`<${Group} key=${e.id}><h5>${e.topic}</h5>
      <p>${e.finding} <span class="ap-cite">${e.cite}</span></p><p><strong>What this cannot tell you:</strong> ${e.limits}</p><//>`)}<//>`;
  }

  function Ending({definition, value, change, id}) {
    const {questions, action} = definition, write = (label, field) => x => change(label, v => { v[field] = x; }, {merge: true});
    return html`<h4>What follows</h4>
      ${questions.map(q => html`<${TextArea} key=${q.id} id=${`${id}-q-${q.id}`} label=${q.text} hint=${q.hint} value=${value.answers[q.id]} onInput=${x => change("your answer", v => { v.answers[q.id] = x; }, {merge: true})} />`)}
      <${TextArea} id=${id + "-thing"} label=${action.thing} hint=${action.hint} rows=${2} value=${value.thing} onInput=${write("the one thing", "thing")} />
      <${TextLine} id=${id + "-who"} label=${action.who} width="20" value=${value.who} onInput=${write("who will do it", "who")} />
      <${DateBoxes} id=${id + "-by-when"} legend=${action.by_when} name=${action.by_when} error=${notADay(value.by_when, action.by_when)} value=${value.by_when} onChange=${write("by when", "by_when")} />`;
  }

  return function DelayTimeline({definition, material, value, change, say: aloud, id}) {
    const root = useRef(), focus = useFocus(root), record = useMemo(() => recordOf(definition, material), [definition, material]);
    const [current, setCurrent] = useState(record.entries[0]?.id), decided = decisionsOf(record, value, readDate), decidedText = JSON.stringify(decided);
    const points = useMemo(() => value.points.map(p => ({...p, day: readDate(p.date)})), [JSON.stringify(value.points)]);
    const choose = ref => points.find(p => p.id === ref)?.day ?? (ref === "birth" ? record.born : record.entries.find(e => e.id === ref)?.date ?? null);
    const expected = useMemo(() => expectedOf(record, record.planned), [record]), tried = useMemo(() => expectedOf(record, decided), [record, decidedText]);
    const stretches = stretchesOf(record, value, choose), shape = JSON.stringify(stretches.map(s => [s.id, s.label, s.from, s.to, s.thought.tag]));
    const refs = useMemo(() => refsOf(record, points), [record, points]);
    // The record's chart and tables stand still while a decision moves or a word is typed.
    const span = useMemo(() => recordSpan(record, expected, stretches, points), [record, expected, shape, points]);
    const clocks = useMemo(() => html`<${TwoClocks} record=${record} expected=${expected} span=${span} points=${points} current=${current} onPick=${setCurrent} />`, [record, expected, span, points, current]);
    const chart = useMemo(() => html`<${StretchChart} record=${record} span=${span} stretches=${stretches} />`, [record, span, shape]);
    const tables = useMemo(() => html`<${EntryTable} record=${record} points=${points} />`, [record, points]);
    const system = useMemo(() => html`<${SystemClock} expected=${expected} />`, [expected]);
    return html`<div ref=${root}>
      <h4>${capital(record.name)}’s clock</h4><ul>${sentences(record).map(words => html`<li key=${words}>${words}</li>`)}</ul>
      ${clocks}<${Reading} record=${record} current=${current} onPick=${setCurrent} say=${aloud} />${tables}${system}
      ${(stretches.length > 0 || definition.own_stretches) && html`<${Stretches} record=${record} stretches=${stretches} chart=${chart} change=${change} id=${id} refs=${refs} focus=${focus} />`}
      ${definition.own_points && html`<${Points} record=${record} value=${value} change=${change} id=${id} focus=${focus} />`}
      ${Object.keys(decided).length > 0 && html`<${WhatIf} record=${record} expected=${tried} decided=${decided} value=${value} change=${change} say=${aloud} id=${id} />`}
      <${Evidence} material=${material} /><${Ending} definition=${definition} value=${value} change=${change} id=${id} /></div>`;
  };
}
