// Every date as a table.

export function entriesOf({html, CardTable}, {say, ageOn}) {
  const Entries = ({record, points}) => html`<${CardTable} caption="Every entry, with the age beside it" columns=${["Date", "Age", "Track", "Entry", "Said or showed"]}
    rows=${[...record.entries.map(e => ({key: e.id, day: e.date, head: `${e.number}. ${say(e.date)}`, cells: [ageOn(record, e.date), trackLabel(record, e.track), html`${e.text} <span class="ap-cite">${e.source}</span>`, e.child_voice ?? ""]})),
      ...points.map(p => ({key: p.id, day: p.from ?? "9", head: p.said || "No date", cells: [p.day ? ageOn(record, p.day) : "", trackLabel(record, p.track), `${p.label}${p.who.trim() ? `, with ${p.who.trim()}` : ""} (${p.source ? `from “${p.source}”` : "added by you"})`, ""]}))].sort((a, b) => a.day.localeCompare(b.day))} />`;
  const trackLabel = ({definition}, id) => definition.tracks.find(t => t.id === id)?.label ?? "";

  return {Entries};
}
