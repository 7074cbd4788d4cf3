// What may name a real person, shown under an exercise: found, explained, never in the way of typing or of saving.
// It is sent to a page only when there is something to show, so it brings nothing of its own: the kit lends it its parts.

export function guard({html, useEffect, useRef, Button}) {
  const things = n => n === 1 ? "1 thing here may name a real person" : `${n} things here may name a real person`;

  /** Said once for what is new; typing on with the same things in the answer says nothing. */
  function useVoice({announce}, found) {
    const known = useRef(new Set());
    useEffect(() => {
      const fresh = found.filter(x => !known.current.has(x.mark));
      known.current = new Set(found.map(x => x.mark));
      if (fresh.length) announce(`${things(found.length)}. It is listed under the exercise.`, 1500);
    }, [found]);
  }

  function Row({one, leave}) {
    return html`<li><p><strong>${one.label}:</strong> “${one.found}”</p>
      <p class="ap-hint">${one.why} ${one.instead}</p>
      <p><${Button} about=${`: ${one.label}, ${one.found}`} onClick=${() => leave([one])}>It is invented or agreed: leave it<//></p></li>`;
  }

  function Left({sitting, again}) {
    const count = sitting.notes.left?.length;
    return count ? html`<p>You said that ${count === 1 ? "1 thing is" : `${count} things are`} invented or agreed. That is kept, without the words.
      <${Button} plain onClick=${again}>Look again</${Button}></p>` : null;
  }

  /** Before a file is made: go back, or go on. */
  function Leaving({sitting, box}) {
    const {leaving} = sitting.notes, here = useRef();
    useEffect(() => { if (leaving) here.current?.focus(); }, [leaving]);
    if (!leaving) return null;
    const close = act => { sitting.notes.leaving = null; sitting.repaint(); act(); };
    return html`<div class="ap-warning" tabindex="-1" ref=${here} role="group" aria-label="Before this leaves as a file">
      <p><strong>Before this leaves as a file:</strong> the things above will be in it. Once a file is sent, it cannot be taken back.</p>
      <div class="ap-row"><${Button} primary onClick=${() => close(() => box.current?.focus())}>Go back and change it<//>
      <${Button} onClick=${() => close(leaving)}>Make the file all the same<//></div></div>`;
  }

  return function Guard({sitting}) {
    const {found, left = []} = sitting.notes, box = useRef(), {id} = sitting;
    useVoice(sitting, found);
    const tell = (which, marks, go) => {
      sitting.notes.left = go;
      sitting.ask("leave", {marks, leave: which, value: sitting.value}).then(({why}) => {
        if (why) { sitting.notes.left = left; sitting.repaint(); sitting.announce(why, 0); }
        requestAnimationFrame(() => box.current?.focus());
      });
    };
    const leave = ones => tell(true, ones.map(x => x.mark), [...left, ...ones.map(x => x.mark)]);
    if (!found.length && !left.length) return null;
    return html`<div class="ap-inset ap-guard ap-noprint" role="group" aria-labelledby=${id + "-guard"} tabindex="-1" ref=${box}>
      <h4 id=${id + "-guard"}>${found.length ? things(found.length) : "Nothing here looks like a real person’s detail now"}</h4>
      ${found.length > 0 && html`<p>Your words are saved as they are. Look whether each is real: then use an alias or leave it out.</p>
        <ul>${found.slice(0, 12).map(one => html`<${Row} key=${one.mark} one=${one} leave=${leave} />`)}</ul>
        ${found.length > 12 && html`<p>${found.length - 12} more come when these are dealt with.</p>`}
        ${found.length > 2 && html`<p><${Button} onClick=${() => leave(found)}>All of it is invented or agreed: leave it all<//></p>`}`}
      <${Left} sitting=${sitting} again=${() => tell(false, left, [])} />
      <${Leaving} sitting=${sitting} box=${box} /></div>`;
  };
}
