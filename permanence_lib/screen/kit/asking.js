// What is the same for everybody has a name, and the kernel sends its text to whoever asks.

const ASK_AGAIN = 3000; // ms: the kernel may be busy, or the line down
const ASK_AT_MOST = 60000; // ms

/** The text of a part, from the kernel behind `model`. */
export function textFromKernel(model, name) {
  return new Promise((found, lost) => {
    const ask = () => { try { model.send({kind: "part", name}); } catch { /* asked again soon */ } };
    const asking = setInterval(ask, ASK_AGAIN), waiting = setTimeout(() => settle(() => lost(new Error(`No answer about ${name}.`))), ASK_AT_MOST);
    const listen = message => {
      if (message.kind === "part" && message.name === name) settle(() => message.text == null ? lost(new Error(`There is no ${name} any more.`)) : found(message.text));
    };
    const settle = act => { clearInterval(asking); clearTimeout(waiting); model.off("msg:custom", listen); act(); };
    model.on("msg:custom", listen);
    ask();
  });
}

/** Put a module's rules of style on the page. */
export function dress(css) {
  if (!css) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
