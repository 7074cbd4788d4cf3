// Blocks as a page draws them: `const Blocks = blocksOf(kit)`, then <${Blocks} blocks=${seen.picture} />.
// Words are text nodes; a chart is drawn from its numbers beside its sentence, with its table folded under it.

const MANY_BARS = 14;

/** `deeper`: how many levels below a document's own its headings stand. `tables`: whether a chart's table is there to unfold. */
export function blocksOf({html}) {
  const lines = (words) => words.split("\n").map((line, n) => [n > 0 && html`<br />`, line]);

  function Heading({text, level, deeper}) {
    return html`<${`h${Math.min(level + deeper, 6)}`}>${text}<//>`;
  }

  function Table({caption, columns, rows}) {
    return html`<table class="ap-cards"><caption>${caption}</caption>
      <thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${rows.map(([head, ...cells], n) => html`<tr key=${n}><th scope="row">${lines(head)}</th>
        ${cells.map((cell, i) => html`<td data-label=${columns[i + 1]}>${lines(cell)}</td>`)}</tr>`)}</tbody></table>`;
  }

  function Bars({bars}) {
    const twice = bars.some((bar) => bar.was != null);
    const longest = Math.max(...bars.map((bar) => Math.max(bar.value, bar.was ?? 0)), 1);
    return html`${twice && html`<${Key} />`}<div class="ap-bars">${bars.map((bar, n) => html`<div class="ap-bar-row" key=${n}>
      <span class="ap-bar-label">${bar.label}</span>
      <svg class="ap-bar-line" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="ap-bar-room" x="0" y="0" width="100" height="10" />
        ${bar.drawn !== false && html`<rect class="ap-bar" x="0" y="0" width=${100 * bar.value / longest} height="10" />`}
        ${bar.was > 0 && html`<path class="ap-bar-was" d=${`M0 .5H${100 * bar.was / longest}V9.5H0`} />`}
      </svg>
      <span class="ap-bar-words">${bar.words}</span></div>`)}</div>`;
  }

  function Key() {
    return html`<p class="ap-bars-key"><span><span class="ap-key-was"></span> First answers</span> <span><span class="ap-key-now"></span> Answers now</span></p>`;
  }

  function Lanes({marks, ticks, span}) {
    const far = span || 1, share = (days) => `${100 * days / far}%`;
    const lanes = [...new Set(marks.map((mark) => mark.lane))];
    return html`<div class="ap-lanes">
      <div class="ap-lane-ticks">${ticks.map(([days, words]) => html`<span style=${{left: share(days)}}>${words}</span>`)}</div>
      ${lanes.map((lane) => html`<div class="ap-lane" key=${lane}><span class="ap-bar-label">${lane}</span>
        <svg class="ap-bar-line" viewBox=${`0 0 ${far} 10`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <rect class="ap-bar-room" x="0" y="0" width=${far} height="10" />
          ${marks.filter((mark) => mark.lane === lane).map((mark) => html`<rect class="ap-mark" x=${mark.start} y="1" height="8" width=${Math.max(mark.end - mark.start, far / 120)} />`)}
        </svg></div>`)}</div>`;
  }

  /** Laid out twice, wide and narrow; the style sheet shows the one there is room for. */
  const Lines = ({drawings}) => Object.entries(drawings).map(([name, drawn]) => html`<${Drawn} key=${name} name=${name} ...${drawn} />`);

  function Drawn({name, width, height, left, right, top, bottom, unit, grid, ticks, breaks, strokes}) {
    return html`<svg class=${`ap-lined ap-lined-${name}`} viewBox=${`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <path class="ap-lined-grid" d=${grid.map(([y]) => `M${left} ${y}H${right}`).join("")} />
      <path class="ap-lined-break" d=${breaks.map(([x]) => `M${x} ${top}V${bottom}`).join("")} />
      <text x="0" y="16">${unit}</text>
      ${breaks.map(([x, words, side]) => html`<text x=${x} y=${top - 6} text-anchor=${side}>${words}</text>`)}
      ${grid.map(([y, words]) => html`<text x=${left - 8} y=${y + 5} text-anchor="end">${words}</text>`)}
      ${ticks.map(([x, words]) => html`<text x=${x} y=${bottom + 20} text-anchor="middle">${words}</text>`)}
      ${strokes.map(({path, markers, leader, dash, hollow, place: [x, y], words}) => html`
        <path class="ap-lined-leader" d=${leader} /><path class="ap-lined-path" d=${path} stroke-dasharray=${dash} />
        <path class=${`ap-lined-mark${hollow ? " ap-hollow" : ""}`} d=${markers} />
        <text x=${x} y=${y}>${words.map((row, n) => html`<tspan x=${x} dy=${n > 0 ? 19 : 0}>${row}</tspan>`)}</text>`)}</svg>`;
  }

  /** What cannot be drawn, or would be too many bars of a grid, is its table at once. */
  const asTable = ({table, bars, marks, lines = []}) => !bars.length && !marks.length && !lines.length || bars.length > MANY_BARS && table.columns.length > 2;

  function Chart({tables, ...chart}) {
    const {title, sentence, table, bars, marks, ticks, span, source, drawings} = chart, plain = asTable(chart);
    return html`<figure class="ap-chart"><figcaption>${title}</figcaption>
      <p class="ap-chart-sentence">${sentence}</p>
      ${plain ? html`<${Table} ...${table} />` : html`<div role="img" aria-label=${`${title.replace(/[.?!]$/, "")}. ${sentence}`}>
        ${drawings ? html`<${Lines} drawings=${drawings} />` : bars.length ? html`<${Bars} bars=${bars} />` : html`<${Lanes} marks=${marks} ticks=${ticks} span=${span} />`}</div>`}
      ${tables && !plain && html`<details class="ap-details"><summary>The same as a table<span class="ap-vh">: ${title}</span></summary><div><${Table} ...${table} /></div></details>`}
      ${source && html`<p class="ap-source">${source}</p>`}</figure>`;
  }

  const drawn = {
    heading: Heading,
    paragraph: ({text, lead}) => html`<p>${lead && html`<strong>${lead}:</strong> `}${lines(text)}</p>`,
    quote: ({text, by}) => html`<figure class="ap-quote"><blockquote dir="auto">${text}</blockquote>${by && html`<figcaption>${by}</figcaption>`}</figure>`,
    items: ({items, numbered}) => html`<${numbered ? "ol" : "ul"}>${items.map((item) => html`<li>${lines(item)}</li>`)}<//>`,
    checklist: ({items}) => html`<ul>${items.map(([words, done]) => html`<li>${done ? "Done" : "Not yet"}: ${words}</li>`)}</ul>`,
    table: Table,
    chart: Chart,
  };

  return function Blocks({blocks, deeper = 1, tables = true}) {
    return html`<div class="ap-blocks">${blocks.map(({sort, ...block}, n) => drawn[sort] && html`<${drawn[sort]} key=${n} ...${block} deeper=${deeper} tables=${tables} />`)}</div>`;
  };
}
