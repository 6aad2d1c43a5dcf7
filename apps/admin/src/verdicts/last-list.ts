/** The list as it stood when a row was opened, so that the way back leads to the same rows. */
const key = 'assize.verdicts.list'

export const keepList = (search: string) => sessionStorage.setItem(key, search)
export const lastList = () => `/verdicts${sessionStorage.getItem(key) ?? ''}`
