/** Whether a request's Accept-Encoding allows gzip: by name, or by `*` where it is not named; never at a weight of 0. */
export function acceptsGzip(header: string | undefined): boolean {
  const offers = (header ?? '').split(',').map((offer) => {
    const [name = '', ...parameters] = offer.split(';').map((part) => part.trim().toLowerCase())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    return { name, allowed: weight === undefined || Number(weight) > 0 }
  })
  const offer =
    offers.find(({ name }) => name === 'gzip') ?? offers.find(({ name }) => name === '*')
  return offer?.allowed ?? false
}
