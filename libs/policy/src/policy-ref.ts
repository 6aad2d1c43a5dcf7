/** How a version may be asked for: what is in force, the n-th (`v2`), or something git or an import names. */
export type PolicyRef =
  | { readonly kind: 'in-force' }
  | { readonly kind: 'sequence'; readonly sequence: number }
  | { readonly kind: 'commit'; readonly prefix: string }
  | { readonly kind: 'external'; readonly name: string }
  | { readonly kind: 'branch'; readonly branch: string }
  /** Nothing could be called so. */
  | { readonly kind: 'none' }

export function parsePolicyRef(ref: string | null | undefined): PolicyRef {
  if (ref === null || ref === undefined || ref === '' || ref === 'in-force')
    return { kind: 'in-force' }
  const [, sequence] = /^v(\d{1,9})$/.exec(ref) ?? []
  if (sequence) return { kind: 'sequence', sequence: Number(sequence) }
  if (/^[0-9a-f]{4,40}$/.test(ref)) return { kind: 'commit', prefix: ref }
  if (ref.length > 200 || /[\p{Cc}\p{Cs}]/u.test(ref)) return { kind: 'none' }
  if (ref.includes('@')) return { kind: 'external', name: ref }
  return { kind: 'branch', branch: ref }
}
