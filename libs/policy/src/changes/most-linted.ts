/**
 * Bytes of policies that one push, and one change, may bring to the lint. A pack names one text as often as it likes at
 * the cost of a name, so that what is read of it is bounded apart from what is sent.
 */
export const mostLintedBytes = 4 * 1024 * 1024

/** Of all files of a policy; of texts their characters, which are no more than their bytes. */
export const sizeOfPolicy = (
  files: Readonly<Record<string, { readonly length: number } | null | undefined>>,
): number => Object.values(files).reduce((sum, file) => sum + (file?.length ?? 0), 0)
