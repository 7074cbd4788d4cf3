// What can be chosen of a question: its form, its groups, from when to when, or one time. Everything comes as [id, words].

export function choicesOf({html, Radios, Select, Ticks}) {
  return function Choices({n, two, wanted, view, questions, onChange, complain}) {
    const {choices: {forms, groups, periods}} = view, choice = {...view.choice, ...wanted}; // what was just chosen shows at once
    const id = (name) => `ap-fig-${n}-${name}`, about = two ? `: view ${n + 1}` : undefined;
    const set = (part) => { complain(""); onChange({...wanted, ...part}); };
    const tick = (ticked) => {
      // In the order of the list, whatever order they were ticked in: the picture keeps its order too.
      if (ticked.length) set({groups: groups.map(([name]) => name).filter((name) => ticked.includes(name))});
      else complain("At least one group has to stay.");
    };
    const place = (period) => periods.findIndex(([name]) => name === period);
    const upTo = periods.slice(0, place(choice.end) + 1), since = periods.slice(place(choice.start));
    return html`<div class="ap-fig-choices" role="group" aria-label=${`What is shown${about ?? ""}`}>
      <${Select} id=${id("question")} label="Question" about=${about} empty=${null} value=${wanted.question} choices=${questions.map((one) => [one.id, one.title])} onChange=${(name) => onChange({question: name})} />
      ${forms.length > 1 && html`<${Radios} id=${id("form")} legend="How" about=${about} inline=${two} value=${choice.form} choices=${forms} onChange=${(form) => set({form})} />`}
      ${view.choice.form === "years" ? html`<div class="ap-row ap-fig-span">
          <${Select} id=${id("from")} label="From" about=${about} empty=${null} value=${choice.start} choices=${upTo} onChange=${(start) => set({start})} />
          <${Select} id=${id("to")} label="To" about=${about} empty=${null} value=${choice.end} choices=${since} onChange=${(end) => set({end})} /></div>`
        : html`<${Select} id=${id("in")} label="When" about=${about} empty=${null} value=${choice.period} choices=${periods} onChange=${(period) => set({period})} />`}
      ${groups.length > 1 && html`<${Ticks} id=${id("groups")} legend="Groups" about=${about} inline=${two} value=${choice.groups} choices=${groups} onChange=${tick} />`}
    </div>`;
  };
}
