// The page's furniture: display buttons, the list of contents, and printing.

const root = document.documentElement;

function remember(name, value) {
  try {
    sessionStorage.setItem(`ap-${name}`, value);
  } catch {
    // The choice then lasts until the page is left.
  }
}

// ---- display buttons

const buttons = {
  dark: document.getElementById('ap-dark'),
  projector: document.getElementById('ap-projector'),
  print: document.getElementById('ap-print'),
};

function paintButtons() {
  const dark = root.dataset.theme === 'dark';
  buttons.dark.setAttribute('aria-pressed', String(dark));
  buttons.projector.setAttribute('aria-pressed', String('projector' in root.dataset));
  document.body.dataset.jpThemeLight = String(!dark); // JupyterLab's own name for it, which shared styles go by
}

function toggleDark() {
  root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
  remember('theme', root.dataset.theme);
  paintButtons();
}

function toggleProjector() {
  if ('projector' in root.dataset) delete root.dataset.projector;
  else root.dataset.projector = '1';
  remember('projector', 'projector' in root.dataset ? '1' : '0');
  paintButtons();
}

buttons.dark.addEventListener('click', toggleDark);
buttons.projector.addEventListener('click', toggleProjector);
buttons.print.addEventListener('click', () => printAll());
addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'p') return;
  event.preventDefault();
  printAll();
});
paintButtons();

// ---- printing: what is folded away on screen is open on paper, and folded again afterwards

/** Exercises fetch their printed form first; one that does not answer prints as it stands. */
async function printAll() {
  const detail = { wait: [] };
  document.dispatchEvent(new CustomEvent('ap:print', { detail }));
  await Promise.allSettled(detail.wait);
  print();
}

const unfolded = [];

addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('main details:not([open])')) {
    details.open = true;
    unfolded.push(details);
  }
});

addEventListener('afterprint', () => {
  for (const details of unfolded.splice(0)) details.open = false;
});

// ---- "On this page"

function headingWords(heading) {
  const copy = heading.cloneNode(true);
  copy.querySelectorAll('.anchor-link').forEach((mark) => mark.remove());
  return copy.textContent.trim();
}

/** The place a link leads to: the heading itself, or the whole exercise when the heading is an exercise's own. */
function placeOf(heading, i) {
  const exercise = heading.closest('.slim-mount');
  const place = exercise ?? heading;
  if (!place.id) place.id = `ap-part-${i + 1}`;
  if (exercise) exercise.tabIndex = -1;
  return place;
}

function firstOfItsPlace(heading, i, all) {
  const exercise = heading.closest('.slim-mount');
  return !exercise || all.findIndex((other) => other.closest('.slim-mount') === exercise) === i;
}

function listContents() {
  const nav = document.getElementById('ap-contents');
  if (!nav) return;
  const headings = [...document.querySelectorAll('#ap-main h2')].filter(firstOfItsPlace);
  const entries = headings.map((heading, i) => {
    const link = document.createElement('a');
    link.href = `#${encodeURIComponent(placeOf(heading, i).id)}`;
    link.textContent = headingWords(heading);
    const entry = document.createElement('li');
    entry.append(link);
    return entry;
  });
  nav.querySelector('ul').replaceChildren(...entries);
  nav.hidden = entries.length < 2;
}

/** Beside the text there is room for the list; above it, on a narrow screen, it starts folded. */
function foldWhereNarrow() {
  const fold = document.querySelector('#ap-contents details');
  if (fold) fold.open = matchMedia('(min-width: 64rem)').matches;
}

foldWhereNarrow();
listContents();
document.addEventListener('ap:ready', listContents);

const SETTLES = 3000; // ms in which exercises above may still grow

/** A link to an exercise is there before the exercise is: it is followed again until the page has settled, or somebody moves. */
async function goWhereTheLinkLeads() {
  const place = scrollY === 0 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place) return;
  const own = new AbortController();
  const over = AbortSignal.any([own.signal, AbortSignal.timeout(SETTLES)]);
  for (const moved of ['wheel', 'touchstart', 'pointerdown', 'keydown']) addEventListener(moved, () => own.abort(), { signal: over });
  location.replace(location.hash);
  for (let at = place.offsetTop; !over.aborted; at = place.offsetTop) {
    await new Promise((resolve) => { setTimeout(resolve, 150); });
    if (!over.aborted && place.offsetTop !== at) place.scrollIntoView();
  }
}
document.addEventListener('ap:ready', goWhereTheLinkLeads, { once: true });

/** Links to the part now on screen are marked, for those who see and those who hear. */
function followReading() {
  if (!('IntersectionObserver' in window)) return;
  const nav = document.getElementById('ap-contents');
  const mark = (id) => {
    for (const link of nav.querySelectorAll('a')) {
      if (link.hash === `#${encodeURIComponent(id)}`) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  const watch = new IntersectionObserver((entries) => {
    const entered = entries.find((entry) => entry.isIntersecting);
    if (entered) mark(entered.target.id);
  }, { rootMargin: '0px 0px -75% 0px' });
  for (const link of nav.querySelectorAll('a')) watch.observe(document.getElementById(decodeURIComponent(link.hash.slice(1))));
}

if (document.getElementById('ap-contents')) document.addEventListener('ap:ready', followReading, { once: true });

// ---- law that has aged: a page says so itself, and goes on being readable

/** Sources whose review date has passed are marked, in words. */
function markWhatIsDue() {
  const today = new Date().toISOString().slice(0, 10);
  for (const source of document.querySelectorAll('[data-review-by]')) {
    if (source.dataset.reviewBy >= today || source.querySelector('.ap-due')) continue;
    const since = new Date(`${source.dataset.reviewBy}T00:00:00Z`);
    const words = since.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
    source.append(Object.assign(document.createElement('strong'), { className: 'ap-due', textContent: ` Due for checking since ${words}.` }));
  }
}

// ---- the list of the week's exercises says how each stands, as it is saved

document.addEventListener('ap:saved', ({ detail }) => {
  const place = document.querySelector(`[data-ap-state="${CSS.escape(detail.id)}"]`);
  if (place && detail.revision) place.textContent = detail.done ? 'Finished' : 'In progress';
});
document.addEventListener('ap:ready', markWhatIsDue);

// Erased in another window (drafts.js).
addEventListener('storage', (event) => event.key === null && location.reload());
