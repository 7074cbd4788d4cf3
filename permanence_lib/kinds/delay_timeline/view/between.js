// From when to when: what a stretch of one's own begins and ends with.

export function betweenOf({html, useMemo, TextLine, Select, Button}, {say}) {
  /** What a stretch of one's own may begin or end with, in the order of the days. */
  function refsOf(record, points) {
    const dated = [...record.entries.map(e => [e.id, e.date, e.text]), ...(record.born ? [["birth", record.born, `${record.name} is born`]] : []), ...points.filter(p => p.day).map(p => [p.id, p.day, p.label])];
    return dated.sort((a, b) => a[1].localeCompare(b[1])).map(([key, day, words]) => [key, `${say(day)}: ${words.length > 60 ? `${words.slice(0, 59)}…` : words}`]);
  }

  function OwnStretch({stretch: s, record, points, set, drop, id}) {
    const refs = useMemo(() => refsOf(record, points), [record, points]);
    return html`<${TextLine} id=${id + "-label"} label="A name for this stretch" value=${s.label} onInput=${x => set("label", x)} />
      <div class="ap-columns"><${Select} id=${id + "-start"} label="It begins with" value=${s.start} choices=${refs} onChange=${x => set("start", x)} />
      <${Select} id=${id + "-end"} label="It ends with" value=${s.end} choices=${refs} onChange=${x => set("end", x)} /></div>
      <p><${Button} onClick=${drop} about=${s.label}>Remove this stretch<//></p>`;
  }

  return {refsOf, OwnStretch};
}
