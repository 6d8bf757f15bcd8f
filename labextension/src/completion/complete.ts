/** A text that may be wanted, and a few words about it. */
export interface Suggestion {
  text: string;
  about: string;
}

/** What may go in the place of a stretch of the text. */
export interface Completion {
  from: number;
  to: number;
  suggestions: readonly Suggestion[];
}

/** Names that may stand where somebody types in an expression; all of them between words. */
export function completeWord(text: string, cursor: number, known: readonly Suggestion[]): Completion {
  const begun = /(?<![\w.])[A-Za-z_][\w.]*$/.exec(text.slice(0, cursor))?.[0] ?? "";
  const from = cursor - begun.length;
  // Digits and what clings to them are a number, in which no name begins.
  if (begun === "" && /[\w.]$/.test(text.slice(0, cursor))) return { from, to: cursor, suggestions: [] };
  const to = cursor + /^[\w.]*/.exec(text.slice(cursor))![0].length;
  return { from, to, suggestions: matching(text.slice(from, cursor), known, (suggestion) => suggestion.text) };
}

/** Texts that may be meant by a search in them and in what is said about them. */
export function completeWhole(text: string, known: readonly Suggestion[]): Completion {
  const suggestions = matching(text.trim(), known, ({ text, about }) => `${text} ${about}`);
  return { from: 0, to: text.length, suggestions };
}

/** What matches, best first; nothing where the only match stands there already. */
function matching(
  wanted: string,
  known: readonly Suggestion[],
  searched: (suggestion: Suggestion) => string,
): readonly Suggestion[] {
  const key = wanted.toLowerCase();
  const rank = (suggestion: Suggestion): number => {
    const name = suggestion.text.toLowerCase();
    if (name.startsWith(key)) return 0;
    // A single letter is in nearly every name.
    if (key.length < 2) return 3;
    if (name.includes(key)) return 1;
    return key.split(/\s+/).every((word) => searched(suggestion).toLowerCase().includes(word)) ? 2 : 3;
  };
  const ranked = known.map((suggestion) => ({ suggestion, rank: rank(suggestion) })).filter(({ rank }) => rank < 3);
  const found = ranked.sort((a, b) => a.rank - b.rank).map(({ suggestion }) => suggestion);
  return found.length === 1 && found[0]!.text === wanted ? [] : found;
}
