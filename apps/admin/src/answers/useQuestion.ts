import { useSearchParams } from 'react-router'

/** The question and the verdict chosen from its answers stand in the address: a colleague opens the same. */
export function useQuestion() {
  const [search, setSearch] = useSearchParams()
  const question = search.get('q') ?? ''
  const chosen = search.get('verdict')
  return {
    question,
    chosen,
    ask: (text: string) => setSearch(text.trim() ? { q: text.trim() } : {}),
    choose: (verdictId: string | null) =>
      setSearch({
        ...(question ? { q: question } : {}),
        ...(verdictId ? { verdict: verdictId } : {}),
      }),
  }
}
