/** Words in which what stands between backticks is code. */
export const CodeWords = ({ of }: { of: string }) =>
  of.split('`').map((piece, i) => (i % 2 === 1 ? <code key={i}>{piece}</code> : piece))
