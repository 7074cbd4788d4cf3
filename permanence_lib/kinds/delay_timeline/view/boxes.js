// The boxes of a date of one's own: as far as it is known, what it changed for the child, what it was in the timetable.
import {SEASONS, readLoose} from "./loose.js";

const SORT_CHOICES = [["home", "A new home, with the same carers"], ["carer", "New carers, in the same home"], ["home_carer", "A new home with new carers"], ["school", "A new school or nursery"], ["worker", "A new social worker"], ["seen", "Somebody who matters was seen"]];

export function boxesOf({html, TextLine, Select, Question}) {
  /** Three boxes, of which only the year is needed; with a year alone a season may be chosen. */
  function LooseBoxes({id, legend, about, hint, value, season, error, onChange, onSeason}) {
    const box = (key, words) => html`<div><label for=${`${id}-${key}`}>${words}</label><input id=${`${id}-${key}`} class=${`ap-date-${key === "month" ? "year" : key}`} type="text" inputmode=${key === "month" ? "text" : "numeric"} autocomplete="off"
      value=${value[key]} aria-invalid=${error ? "true" : undefined} onInput=${e => onChange({...value, [key]: e.target.value})} /></div>`;
    return html`<${Question} id=${id} legend=${legend} about=${about} hint=${hint} error=${error}><div class="ap-date">${box("day", "Day")}${box("month", "Month")}${box("year", "Year")}</div>
      ${onSeason && (season || value.year && !value.month && !value.day) && html`<${Select} id=${id + "-season"} label="Season" optional about=${about} empty="Not known" value=${season} choices=${Object.entries(SEASONS).map(([key, [words]]) => [key, words])} onChange=${onSeason} />`}<//>`;
  }

  const looseFault = (typed, season) => typed.year.trim().length === 4 && !readLoose(typed, season) ? "These boxes make no date. Check the day and the month" : "";

  /** The boxes of one date. */
  function PointFields({point: p, number, about, record, moments, write, id}) {
    return html`<${TextLine} id=${`${id}-${p.id}-label`} label="What belongs here" about=${`(${number})`} value=${p.label} onInput=${x => write(p, "your own date", "label", x)} />
      <${LooseBoxes} id=${`${id}-${p.id}-date`} legend="When" about=${about} hint=${p.said_when && !p.from ? `It was said to be: ${p.said_when}` : "As far as it is known. The year alone will do."} value=${p.date} season=${p.season} error=${looseFault(p.date, p.season)}
        onChange=${x => write(p, "the date of your own", "date", x)} onSeason=${x => write(p, "the season", "season", x)} />
      ${record.definition.tracks.length > 1 && html`<${Select} id=${`${id}-${p.id}-track`} label="On which line" about=${about} empty=${null} value=${p.track} choices=${record.definition.tracks.map(t => [t.id, t.label])} onChange=${x => write(p, "the line of your own date", "track", x)} />`}
      <${Select} id=${`${id}-${p.id}-sort`} label="What it changed" optional about=${about} empty="Nothing of these" value=${p.sort} choices=${SORT_CHOICES} onChange=${x => write(p, "what your own date changed", "sort", x)} />
      ${(p.sort === "seen" || p.who) && html`<${TextLine} id=${`${id}-${p.id}-who`} label="Who was seen" hint="A role, such as Nan" about=${about} width="20" value=${p.who} onInput=${x => write(p, "who was seen", "who", x)} />`}
      ${moments.length > 0 && html`<${Select} id=${`${id}-${p.id}-means`} label="In the timetable, this is when" optional about=${about} empty="Nothing of these" value=${p.means} choices=${moments} onChange=${x => write(p, "what your own date is in the timetable", "means", x)} />`}`;
  }

  return {LooseBoxes, PointFields};
}
