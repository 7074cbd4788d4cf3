// One line of time: the child's age along the top, a row for each kind of thing, so that no marker covers another.
import {between, capital, gap, many, monthsBetween, monthsOn, shift, spread} from "./days.js";
import {dayOf} from "./record.js";

export const TAGS = {purposeful: "Purposeful", avoidable: "Avoidable", cannot_tell: "Cannot tell"};
export const UNNAMED = "A stretch of your own";
export const NOT_YET = "Not yet named";
export const NO_THOUGHT = {cause: "", tag: "", cost: ""};
const TICK = 76;   // pixels that the words of one mark on the line need
const TWENTY_YEARS = 7305;
const HALF_A_YEAR = 182;

export function chartOf({html, useState, useRef, useEffect}, {say, dayAndAge}) {
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
  const Lane = ({name, under, rows = 1, span, ticks, born, children}) => html`<div class="dt-lane"><div class="dt-name">${typeof name === "string" ? capital(name) : name}${under && html`<span class="dt-under">${under}</span>`}</div>
    <div class="dt-track" style=${{height: `${Math.max(3, rows * 1.9 + .9)}rem`}}><${Lines} ticks=${ticks} span=${span} born=${born} />${children}</div></div>`;

  const Axis = ({record, span, ticks}) => html`<div class="dt-lane dt-axis"><div class="dt-name">${record.born ? `${capital(record.name)}’s age` : "The calendar"}<span class="dt-under">${record.born && "The calendar"}</span></div>
    <div class="dt-track">${ticks.map(t => html`<div key=${t.day} class=${"dt-tick" + (t.day === record.born ? " dt-birth" : "") + (t.atEnd ? " dt-end-tick" : "")} style=${leftAt(span, t.day)}>${!t.silent && html`<b>${t.words}</b><span>${monthOf(t.day)}</span>`}</div>`)}</div></div>`;

  /** Markers on one lane, set on as many rows as they need. */
  function laid(marks, span, width) {
    const sorted = [...marks].sort((a, b) => a.day.localeCompare(b.day)), rows = spread(sorted.map(m => placeIn(span, m.day) * width / 100), 30);
    return {rows: Math.max(1, ...rows.map(r => r + 1)), marks: sorted.map((m, n) => ({...m, row: rows[n]}))};
  }

  /** A date known only to the month, season or year is a bar over all the days it may mean, under the rest. */
  function MarkLane({name, marks, loose = [], span, width, ticks, born, square, current, onPick}) {
    const {rows: full, marks: placed} = laid(marks, span, width), above = marks.length ? full : 0, rows = Math.max(1, above + loose.length);
    return html`<${Lane} name=${name} rows=${rows} span=${span} ticks=${ticks} born=${born}>${loose.map((p, n) => html`<div key=${p.id} class="dt-loose" title=${`${p.said}: ${p.label}`} style=${{...barFrom(span, p.from, p.to), top: `${(above + n) * 1.9 + .7}rem`}}></div>`)}${placed.map(m => html`<div key=${m.key} title=${m.title} onClick=${onPick && (() => onPick(m.key))}
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
    const days = [...points.flatMap(p => [p.from, p.to]), ...stretches.flatMap(s => [s.from, s.to])].filter(near);
    const last = record.ends && shift(record.ends, HALF_A_YEAR), due = expected.filter(x => x.due && (x.milestone || !last || x.due <= last)).map(x => x.due);
    return spanOf([...record.entries.map(e => e.date), record.born, ...due, ...days]);
  }

  /** What is left of a chart's width for its line: beside the names, or under them where it is narrow. */
  const lineWidth = width => Math.max(120, width < 560 ? width - 40 : width - 216);

  function TwoClocks({record, expected, span, points, current, onPick}) {
    const [ref, full] = useWidth(), {tracks} = record.definition, own = points.filter(p => p.from && span && p.from >= span.first && p.to <= span.last);
    if (!span) return html`<p class="ap-hint" ref=${ref}>No dates yet. The two clocks appear with the first date you add.</p>`;
    const width = lineWidth(full), ticks = ticksIn(record, span, width), shared = {span, ticks, width, born: record.born};
    const marksOn = track => [...record.entries.filter(e => e.track === track.id).map(e => ({key: e.id, day: e.date, text: e.number, title: `${e.number}. ${dayAndAge(record, e.date)}: ${e.text}`})),
      ...own.filter(p => p.day && p.track === track.id).map(p => ({key: p.id, own: true, day: p.day, text: "+", title: `${dayAndAge(record, p.day)}: ${p.label}`}))];
    return html`<div class="dt-chart" ref=${ref} role="group" aria-label=${`The two clocks: ${record.name}’s age and the record on one line. The tables below give the same dates.`}><div aria-hidden="true">
      <${Axis} record=${record} ...${shared} />
      ${tracks.map(t => html`<${MarkLane} key=${t.id} name=${t.label} marks=${marksOn(t)} loose=${own.filter(p => !p.day && p.track === t.id)} current=${current} onPick=${onPick} ...${shared} />`)}
      <${ExpectedLane} expected=${expected} ...${shared} />
    </div></div>`;
  }

  function ExpectedLane({expected, ...line}) {
    const marks = expected.filter(x => x.due && x.due >= line.span.first && x.due <= line.span.last).map(x => ({key: x.letter, day: x.due, text: x.letter, title: `${x.letter}. ${x.name}, ${say(x.due)}`}));
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

  return {useWidth, leftAt, barFrom, ticksIn, Lane, Axis, spanOf, stretchesOf, recordSpan, lineWidth, TwoClocks, ExpectedLane, StretchChart};
}
