/** What was typed into a field of a form; a file or a missing field reads as nothing. */
export function typed(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
