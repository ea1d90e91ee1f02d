/** Why a text cannot be said in one of our languages, which all write Latin; undefined where it can. */
export function unsayable(text: string): string | undefined {
  const letters = text.match(/[\p{L}\p{N}]/gu) ?? [];
  const latin = letters.filter((letter) => /[\p{Script=Latin}\p{N}]/u.test(letter));
  if (latin.length === 0) return 'there is nothing in it to say';
  return latin.length < letters.length / 2 ? 'it is in another alphabet' : undefined;
}
