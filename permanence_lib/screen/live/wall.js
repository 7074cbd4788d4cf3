// The frame of what is thrown on a wall: as large as fits, one part at a time, and tools that keep out of sight.

const LARGEST = 124, SMALLEST = 50, STEP = 4; // per cent of the wall's letter size

/** Words as large as the room left for them allows; where even the smallest does not fit, it scrolls. */
export function fittedOf({html, useLayoutEffect, useEffect, useReducer, useRef}) {
  return function Fitted({children, label}) {
    const box = useRef(), [, again] = useReducer((n) => n + 1, 0);
    useLayoutEffect(() => {
      const {style} = box.current;
      let size = LARGEST;
      const tooMuch = () => box.current.scrollHeight > box.current.clientHeight + 1;
      const fixed = getComputedStyle(box.current).overflowY === "auto"; // on a phone everything simply runs on
      style.fontSize = fixed ? `${size}%` : "";
      while (fixed && size > SMALLEST && tooMuch()) style.fontSize = `${(size -= STEP)}%`;
      if (fixed && tooMuch()) box.current.setAttribute("tabindex", "0"); else box.current.removeAttribute("tabindex");
    });
    useEffect(() => {
      addEventListener("resize", again);
      return () => removeEventListener("resize", again);
    }, []);
    return html`<div class="ap-wall-body" ref=${box} role="region" aria-label=${label}>${children}</div>`;
  };
}

/** Shown while somebody moves the mouse or tabs through: light or dark, full screen, another part, back to the board. */
export function toolsOf({html, useState, useEffect}) {
  const stored = "permanence-wall";
  const remembered = () => { try { return localStorage.getItem(stored); } catch { return null; } };

  function useAwake() {
    const [awake, wake] = useState(false);
    useEffect(() => {
      let later;
      const stir = () => { wake(true); clearTimeout(later); later = setTimeout(() => wake(false), 4000); };
      for (const name of ["pointermove", "pointerdown", "keydown"]) addEventListener(name, stir);
      return () => { clearTimeout(later); for (const name of ["pointermove", "pointerdown", "keydown"]) removeEventListener(name, stir); };
    }, []);
    return awake;
  }

  return function Tools({seen, line, say}) {
    const awake = useAwake(), [light, lit] = useState(remembered() === "light");
    useEffect(() => {
      document.documentElement.dataset.wall = light ? "light" : "dark";
      try { localStorage.setItem(stored, light ? "light" : "dark"); } catch { /* not remembered, then */ }
    }, [light]);
    const to = async (part) => {
      const {why} = await line.act("part", {part});
      say(why ?? `Part ${part + 1} of ${seen.parts}.`);
    };
    const full = () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
    const first = seen.part === 0, last = seen.part === seen.parts - 1;
    return html`<div class="ap-wall-tools" data-awake=${awake ? "" : undefined} role="group" aria-label="Projector">
      ${seen.parts > 1 && html`<button type="button" aria-disabled=${first ? "true" : undefined} onClick=${() => first || to(seen.part - 1)}>Previous part</button>
        <button type="button" aria-disabled=${last ? "true" : undefined} onClick=${() => last || to(seen.part + 1)}>Next part</button>`}
      <button type="button" aria-pressed=${String(light)} onClick=${() => lit(!light)}>Light</button>
      <button type="button" onClick=${full}>Full screen</button>
      <a href="board">Board</a>
    </div>`;
  };
}
