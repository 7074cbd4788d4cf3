// Whether the laptop is ready for a room: what its server says of itself, asked again twice a minute.

const BOARD_READY_AGAIN = 30000;

export function readyOf({html, useEffect, useState, Details, Tag}) {
  return function Ready() {
    const [found, setFound] = useState(null);
    useEffect(() => {
      const ask = () => fetch("ready").then((answer) => answer.ok ? answer.json() : null).then(setFound).catch(() => setFound(null));
      const asking = setInterval(ask, BOARD_READY_AGAIN);
      ask();
      return () => clearInterval(asking);
    }, []);
    if (!found?.lights) return null;
    return html`<div class="ap-board-ready"><${Details} summary=${found.ready ? "The laptop is ready" : "The laptop is not quite ready"}>
      <ul>${found.lights.map((light) => html`<li key=${light.what}><${Tag} tone=${light.good ? "done" : "late"}>${light.good ? "Ready" : "Not ready"}<//> <strong>${light.what}:</strong> ${light.words}</li>`)}</ul><//></div>`;
  };
}
