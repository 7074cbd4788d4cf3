// The columns a chronology has in a table, in a spreadsheet and in a file: their headings, and which heading means which.

/** What a row of a spreadsheet can hold: field and heading. `age` is worked out again, so it is never read in. */
export const SHEET_COLUMNS = [
  ["when", "Date"], ["until", "Until"], ["age", "Age then"], ["what", "What happened"], ["meaning", "What it meant"], ["analysis", "Analysis"],
  ["child_words", "Child’s own words"], ["pen", "Who held the pen"], ["source", "Source"], ["said_by", "Who said it"], ["written", "Date written"],
  ["first_hand", "First-hand or repeated"], ["significance", "Significance"], ["category", "Kind of event"], ["tags", "Tags"], ["from_event", "Record in the file"],
];

/** Those, and one for each question of the author's own. */
export const columnsFor = fields => [...SHEET_COLUMNS, ...fields.map(field => [`more.${field.id}`, field.question])];

// A heading belongs to the first column whose word it holds: "date written" is not the date, "happened" holds "pen".
const HEADING_WORDS = [
  ["written", "written"], ["happen", "what"], ["until", "until"], ["end date", "until"], ["date to", "until"], ["date", "when"], ["when", "when"],
  ["mean", "meaning"], ["impact", "meaning"], ["analys", "analysis"], ["word", "child_words"], ["voice", "child_words"], ["pen", "pen"],
  ["said", "said_by"], ["source", "source"], ["recorded", "source"], ["hand", "first_hand"], ["signif", "significance"], ["categ", "category"],
  ["tag", "tags"], ["pattern", "tags"], ["event", "what"], ["what", "what"],
];

/** Which field each heading stands for; "" for one that is left out. The same field is never meant twice. */
export function guessColumns(headings, fields) {
  const known = new Map(columnsFor(fields).map(([field, words]) => [words.toLowerCase(), field]));
  const named = [];
  for (const heading of headings) {
    const words = heading.trim().toLowerCase(), exact = known.get(words);
    const field = exact === "age" ? "" : exact ?? HEADING_WORDS.find(([word]) => words.includes(word))?.[1] ?? "";
    named.push(named.includes(field) ? "" : field);
  }
  return named;
}
